package io.otedama.ledger;

/** The parts of every account. Their places are stored and never change. */
public enum Bucket {
    /** From a block that is in the chain but not yet deep enough. */
    IMMATURE(0),
    /** Owed. */
    PAYABLE(1),
    /** In a payment that is not confirmed yet, or paid by the coinbase of a block that is not deep enough yet. */
    PAYING(2),
    /** Received. */
    PAID(3);

    private final int index;

    Bucket(int index) {
        this.index = index;
    }

    /** Place within an account, from 0. */
    int index() {
        return index;
    }
}
