package io.otedama.ledger;

/** Told of every posting, when its entry is complete. On the ledger's thread. */
@FunctionalInterface
public interface PostingListener {
    PostingListener NONE = (sequence, account, bucket, delta) -> {};

    /**
     * @param sequence of the journal record that caused it
     * @param account account number
     * @param delta base units
     */
    void onPosting(long sequence, int account, Bucket bucket, long delta);
}
