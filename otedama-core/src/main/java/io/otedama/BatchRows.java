package io.otedama;

import io.otedama.chain.Hash256;
import io.otedama.spi.StoreBatch;
import io.otedama.spi.StoredAccount;
import io.otedama.spi.StoredBlock;
import io.otedama.spi.StoredCredits;
import io.otedama.spi.StoredPayment;
import io.otedama.spi.StoredRound;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The rows of many batches, as a store would have them after the last one. One thread. */
final class BatchRows {
    final Map<String, StoredAccount> accounts = new LinkedHashMap<>();
    final Map<Hash256, StoredBlock> blocks = new LinkedHashMap<>();
    final Map<Hash256, StoredCredits> credits = new LinkedHashMap<>();
    final Map<Long, StoredPayment> payments = new LinkedHashMap<>();
    final TreeMap<Long, StoredRound> rounds = new TreeMap<>();

    BatchRows() {}

    void add(StoreBatch batch) {
        batch.accounts().forEach(row -> accounts.put(row.name(), row));
        batch.blocks().forEach(row -> blocks.put(row.hash(), row));
        batch.credits().forEach(row -> credits.put(row.block(), row));
        batch.payments().forEach(row -> payments.put(row.id(), row));
        if (!batch.rounds().isEmpty()) {
            rounds.tailMap(batch.rounds().get(0).firstSequence(), true).clear();
            batch.rounds().forEach(row -> rounds.put(row.firstSequence(), row));
        }
    }
}
