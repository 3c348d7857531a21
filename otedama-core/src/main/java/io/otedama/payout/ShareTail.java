package io.otedama.payout;

/**
 * Credited shares again, in the order of the journal. Moves forward only, but for {@link #seek}. One thread: that of the books;
 * while a pool runs, another one has usually read the next shares before they are asked for.
 */
public interface ShareTail {
    /** The next share will be the first one with this sequence or a later one. */
    void seek(long sequence);

    /**
     * The next share.
     *
     * @return the same object every time, valid until the next call
     * @throws io.otedama.error.JournalException when the journal does not hold it any more, or not yet
     */
    CreditedShare next();
}
