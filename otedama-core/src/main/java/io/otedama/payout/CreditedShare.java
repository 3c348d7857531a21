package io.otedama.payout;

import io.otedama.spi.ShareRecord;

/** A credited share as schemes see it. Reused; allocates nothing. */
public final class CreditedShare {
    private long sequence;
    private int account;
    private long workHi;
    private long workLo;
    private int bits;
    private long subsidy;

    public CreditedShare() {}

    /**
     * Takes the values of a record.
     *
     * @param accountId whose it is
     * @param jobSubsidy what the block of its job creates, base units; 0 when it is not known
     */
    public CreditedShare set(ShareRecord share, int accountId, long jobSubsidy) {
        return set(share.sequence(), accountId, share.workHi(), share.workLo(), share.bits(), jobSubsidy);
    }

    public CreditedShare set(long sequenceNumber, int accountId, long hi, long lo, int compactBits, long jobSubsidy) {
        sequence = sequenceNumber;
        account = accountId;
        workHi = hi;
        workLo = lo;
        bits = compactBits;
        subsidy = jobSubsidy;
        return this;
    }

    public CreditedShare set(CreditedShare other) {
        return set(other.sequence, other.account, other.workHi, other.workLo, other.bits, other.subsidy);
    }

    /** Place in the journal. */
    public long sequence() {
        return sequence;
    }

    /** Account number. */
    public int account() {
        return account;
    }

    /** Upper half of the credited work (expected hashes, unsigned 128 bit). */
    public long workHi() {
        return workHi;
    }

    public long workLo() {
        return workLo;
    }

    /** Compact network target of the share's job. */
    public int bits() {
        return bits;
    }

    /** What the block of the share's job creates, without fees, base units; 0 for a share that is read again. */
    public long subsidy() {
        return subsidy;
    }
}
