package io.otedama.accounting;

import io.otedama.chain.Hash256;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.spi.BootRecord;
import io.otedama.spi.RecordView;

/** Whose journal it is, as its last start has said. One thread. */
final class JournalOrigin {
    private final BootRecord boot = new BootRecord();
    private long bootNumber;
    private String poolName = "";
    private Hash256 genesis = Hash256.ZERO;

    JournalOrigin() {}

    void onBoot(RecordView record) {
        boot.wrap(record);
        bootNumber = boot.bootNumber();
        poolName = boot.poolName();
        genesis = boot.genesis();
    }

    long bootNumber() {
        return bootNumber;
    }

    String poolName() {
        return poolName;
    }

    Hash256 genesis() {
        return genesis;
    }

    void write(StateWriter out) {
        out.putLong(bootNumber).putText(poolName).putHash(genesis);
    }

    void read(StateReader in) {
        bootNumber = in.getLong();
        poolName = in.getText();
        genesis = in.getHash();
    }
}
