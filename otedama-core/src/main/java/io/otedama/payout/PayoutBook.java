package io.otedama.payout;

import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;

/**
 * What a scheme knows of the shares so far. Called by one thread, in the order of the journal, live and in replay alike; must
 * give the same answers for the same calls, whatever machine and time it is.
 */
public interface PayoutBook {
    /** A share was credited. Must not allocate in steady state. */
    void onShare(CreditedShare share);

    /**
     * How the reward of a block is shared. Called once per block, right after its own share when that was credited. A
     * {@link #isRoundBased() round based} book begins a new round with it.
     *
     * @param finder account number of who found it
     */
    BlockWeights weigh(int finder);

    /**
     * Journal sequence of the first share that {@link #weigh} would count now, 0 when there is none or the scheme does not go by
     * shares. For explanations only.
     */
    default long firstShare() {
        return 0;
    }

    /**
     * True when a block ends a round: then shares of a round whose block became an orphan count for the next block.
     */
    default boolean isRoundBased() {
        return false;
    }

    /**
     * True when the pool pays for shares whatever blocks it finds: the whole of every block goes to the reserve, without fee
     * or donation, and the scheme credits accounts from there.
     */
    default boolean bearsRisk() {
        return false;
    }

    /** Blocks, a new previous block, or a deposit have changed what the scheme may go by. */
    default void onTerms(JobTerms terms, ReserveAccount reserve) {}

    /** The scheme ends here: another one, or the same with other parameters, takes over with an empty book. */
    default void end(ReserveAccount reserve) {}

    /** True when the reserve cannot pay for one more share: shares are refused until it can. */
    default boolean isReserveSpent() {
        return false;
    }

    /** What the operator says he has set aside in the reserve, base units. */
    default long deposit() {
        return 0;
    }

    /** Whether coinbases pay accounts themselves. */
    default DirectPayment direct() {
        return DirectPayment.NONE;
    }

    /** The first journal sequence that this book may want to read again; {@link Long#MAX_VALUE} when none. */
    default long retainFrom() {
        return Long.MAX_VALUE;
    }

    /** Everything that the answers depend on. */
    void write(StateWriter out);

    /** Continues where {@link #write} was; called on a new book. */
    void read(StateReader in);

    /** Whom a coinbase pays. */
    enum DirectPayment {
        /** The pool alone. */
        NONE,
        /**
         * Those whom {@link #weigh} names, largest first, as many as fit. It is asked for every job then: no choice for a round
         * based book.
         */
        BY_WEIGHT,
        /** The miner whose job it is. */
        OWNER
    }
}
