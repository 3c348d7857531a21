package io.otedama.accounting;

import io.otedama.chain.Hash256;
import io.otedama.spi.LedgerSnapshot;

/** SHA-256 of serialised books. */
public final class StateDigest {
    private StateDigest() {}

    public static Hash256 of(byte[] state) {
        return LedgerSnapshot.digest(state);
    }
}
