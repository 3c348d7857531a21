package io.otedama.accounting;

import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;

/** What holds for a block: the terms of the moment at which its weights were fixed. */
record BlockTerms(
        int feeBasisPoints, int donationBasisPoints, int donationAccount, boolean toReserve, boolean roundBased) {
    void write(StateWriter out) {
        out.putInt(feeBasisPoints).putInt(donationBasisPoints).putInt(donationAccount);
        out.putBoolean(toReserve).putBoolean(roundBased);
    }

    static BlockTerms read(StateReader in) {
        return new BlockTerms(in.getInt(), in.getInt(), in.getInt(), in.getBoolean(), in.getBoolean());
    }
}
