package io.otedama.testkit;

import io.otedama.chain.Hash256;
import io.otedama.error.StoreException;
import io.otedama.spi.StoreBatch;
import io.otedama.spi.StorePosition;
import io.otedama.spi.StoredAccount;
import io.otedama.spi.StoredBlock;
import io.otedama.spi.StoredCredits;
import io.otedama.spi.StoredPayment;
import io.otedama.spi.StoredRound;
import io.otedama.spi.StoredWork;
import io.otedama.spi.StoredWorker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of a store in memory: changed by one batch, then only read. */
final class StoreRows {
    StorePosition position = StorePosition.NONE;
    final TreeMap<String, StoredAccount> accounts = new TreeMap<>();
    final TreeMap<Integer, StoredWorker> workers = new TreeMap<>();
    final TreeMap<Long, StoredBlock> blocks = new TreeMap<>();
    final Map<Hash256, StoredCredits> credits = new HashMap<>();
    final TreeMap<Long, StoredPayment> payments = new TreeMap<>();
    final TreeMap<Long, StoredRound> rounds = new TreeMap<>();

    /** By bucket, then account, a text that sorts so. */
    final TreeMap<String, StoredWork> work = new TreeMap<>();

    private long newestMillis;

    StoreRows() {}

    StoreRows(StoreRows other) {
        position = other.position;
        accounts.putAll(other.accounts);
        workers.putAll(other.workers);
        blocks.putAll(other.blocks);
        credits.putAll(other.credits);
        payments.putAll(other.payments);
        rounds.putAll(other.rounds);
        work.putAll(other.work);
        newestMillis = other.newestMillis;
    }

    void apply(StoreBatch batch) {
        batch.accounts().forEach(row -> accounts.put(row.name(), row));
        batch.workers().forEach(row -> {
            requireAccount(row.account());
            workers.put(row.id(), row);
        });
        batch.blocks().forEach(this::addBlock);
        batch.credits().forEach(row -> {
            row.credits().forEach(credit -> requireAccount(credit.account()));
            credits.put(row.block(), row);
        });
        batch.payments().forEach(row -> {
            row.outputs().forEach(output -> requireAccount(output.account()));
            payments.put(row.id(), row);
        });
        if (!batch.rounds().isEmpty()) {
            rounds.tailMap(batch.rounds().get(0).firstSequence(), true).clear();
            batch.rounds().forEach(row -> rounds.put(row.firstSequence(), row));
        }
        addWork(batch.work());
        position = batch.position();
    }

    private void requireAccount(String name) {
        if (!accounts.containsKey(name)) {
            throw new StoreException("a row names the account " + name + ", which no batch has brought");
        }
    }

    private void addBlock(StoredBlock row) {
        long sequence = blocks.values().stream()
                .filter(known -> known.hash().equals(row.hash()))
                .mapToLong(StoredBlock::sequence)
                .findFirst()
                .orElse(row.sequence());
        blocks.put(
                sequence,
                new StoredBlock(
                        sequence,
                        row.hash(),
                        row.height(),
                        row.status(),
                        row.value(),
                        row.finder(),
                        row.statusMillis()));
    }

    private void addWork(List<StoredWork> rows) {
        rows.forEach(row -> newestMillis = Math.max(newestMillis, row.bucketMillis()));
        List<StoredWork> all = new ArrayList<>(work.values());
        all.addAll(rows);
        work.clear();
        for (StoredWork row : all) {
            if (row.bucketMillis() >= StoredWork.keptFrom(newestMillis)) {
                boolean old = row.bucketMillis() < StoredWork.hourlyBefore(newestMillis);
                StoredWork kept = old && row.lengthMillis() == StoredWork.BUCKET_MILLIS ? row.inItsHour() : row;
                work.merge(String.format("%016x %s", kept.bucketMillis(), kept.account()), kept, StoreRows::sum);
            }
        }
    }

    static StoredWork sum(StoredWork a, StoredWork b) {
        return new StoredWork(
                a.account(), a.bucketMillis(), a.lengthMillis(), a.work().plus(b.work()), a.shares() + b.shares());
    }
}
