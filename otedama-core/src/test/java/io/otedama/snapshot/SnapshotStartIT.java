package io.otedama.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.accounting.Accounting;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.chain.SeededRandom;
import io.otedama.metrics.HashrateEstimate;
import io.otedama.pipeline.JournalReplay;
import io.otedama.session.Worker;
import io.otedama.session.WorkerMemory;
import io.otedama.session.WorkerTable;
import io.otedama.share.DuplicateFilter;
import io.otedama.share.DuplicateFilter.Result;
import io.otedama.snapshot.SnapshotProof.Claim;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.JobRecord;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.LedgerSnapshot;
import io.otedama.spi.RecordType;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.WorkerState;
import io.otedama.testkit.InMemoryLedgerStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start from any snapshot is a start from the first record. */
class SnapshotStartIT {
    private static final int STEPS = 6_000;
    private static final int EVERY = 150;
    private static final Network CHAIN = Network.BITCOIN_REGTEST;

    private final SeededRandom random = SeededRandom.forTest(getClass());
    private final InMemoryJournal journal = new InMemoryJournal();
    private final Accounting live = new Accounting(journal);
    private final List<LedgerSnapshot> snapshots = new ArrayList<>();
    private long lastMillis;

    private void append(RecordView record) {
        record.assignSequence(journal.append(record));
        live.apply(record);
        lastMillis = record.epochMillis();
    }

    private void run(String terms) {
        journal.retain(1);
        RandomCourse course = new RandomCourse(random, CHAIN.genesis(), this::append);
        course.begin(terms);
        SnapshotProof proof = new SnapshotProof(journal);
        for (int i = 0; i < STEPS; i++) {
            course.step();
            if (i % EVERY == EVERY / 2) {
                Optional<LedgerSnapshot> base = snapshots.isEmpty() || random.nextInt(4) == 0
                        ? Optional.empty()
                        : Optional.of(snapshots.get(random.nextInt(snapshots.size())));
                snapshots.add(proof.prove(Claim.of(live), base));
            }
        }
    }

    /** Everything that a start rebuilds. */
    private final class Started {
        final Accounting books = new Accounting(journal);
        final DuplicateFilter filter = new DuplicateFilter(0, 1 << 20);
        final WorkerTable workers = new WorkerTable(1_000);
        final long records;

        Started(InMemoryLedgerStore store) {
            long from = new BooksStart(journal, store).restore(books, RandomCourse.POOL, CHAIN);
            records = new JournalReplay(books, filter, workers, new HashrateEstimate()).run(journal, from);
        }

        Map<String, Integer> ids() {
            Map<String, Integer> ids = new TreeMap<>();
            workers.list().forEach(worker -> ids.put(worker.name(), worker.id()));
            return ids;
        }

        Map<String, Long> counts() {
            Map<String, Long> counts = new TreeMap<>();
            workers.list()
                    .forEach(worker ->
                            counts.put(worker.name(), worker.statistics().acceptedShares()));
            return counts;
        }

        /** Of workers with a share so young that it matters. */
        Map<String, WorkerState> remembered() {
            Map<String, WorkerState> states = new TreeMap<>();
            for (Worker worker : workers.list()) {
                WorkerState state = WorkerMemory.of(worker);
                if (state != null && lastMillis - state.lastSeenMillis() <= Worker.REMEMBER_MILLIS) {
                    states.put(worker.name(), state);
                }
            }
            return states;
        }

        /** What the filter says to every share of the journal that is sent once more. */
        List<Result> everyShareAgain() {
            List<Result> results = new ArrayList<>();
            Map<Long, Hash256> blocks = new HashMap<>();
            byte[] hash = new byte[Hash256.BYTES];
            try (JournalCursor cursor = journal.readFrom(1)) {
                while (cursor.next()) {
                    if (cursor.record().type() == RecordType.JOB) {
                        JobRecord job = (JobRecord) new JobRecord().wrap(cursor.record());
                        blocks.put(job.jobNumber(), job.previousBlock());
                    } else if (cursor.record().type() == RecordType.SHARE) {
                        ShareRecord share = (ShareRecord) new ShareRecord().wrap(cursor.record());
                        share.headerHash(hash);
                        results.add(filter.add(blocks.get(share.jobNumber()), hash));
                    }
                }
            }
            return results;
        }
    }

    private static InMemoryLedgerStore storeOf(LedgerSnapshot... kept) {
        InMemoryLedgerStore store = new InMemoryLedgerStore();
        for (LedgerSnapshot snapshot : kept) {
            store.save(snapshot);
        }
        return store;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pplns:fee=100",
                "pplns:window=200,underfull=scale",
                "tides:window=300,fee=50",
                "prop",
                "solo",
                "pps:fee=200,reserve=100000000"
            })
    void aStartFromAnySnapshotIsAStartFromTheFirstRecord(String terms) {
        run(terms);
        Started whole = new Started(storeOf());
        List<Result> expected = whole.everyShareAgain();
        Map<Result, Integer> counts = new EnumMap<>(Result.class);
        expected.forEach(result -> counts.merge(result, 1, Integer::sum));
        // hashes of forgotten blocks that came back are new; what still counts is refused
        assertThat(counts.get(Result.DUPLICATE)).isGreaterThan(10);
        assertThat(counts.get(Result.BLOCK_FORGOTTEN)).isGreaterThan(10);
        for (LedgerSnapshot snapshot : snapshots) {
            Started started = new Started(storeOf(snapshot));
            String name = snapshot.toString();
            assertThat(started.books.state()).as(name).isEqualTo(live.state());
            assertThat(started.books.retainFrom()).as(name).isEqualTo(live.retainFrom());
            assertThat(started.ids()).as(name).isEqualTo(whole.ids());
            assertThat(started.counts()).as(name).isEqualTo(whole.counts());
            assertThat(started.remembered()).as(name).isEqualTo(whole.remembered());
            assertThat(started.everyShareAgain()).as(name).isEqualTo(expected);
        }
        Started last = new Started(storeOf(snapshots.get(snapshots.size() - 1)));
        assertThat(last.records).as("records read").isLessThan(whole.records / 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pplns:fee=100"})
    void nothingBeforeWhatASnapshotNamesIsRead(String terms) {
        run(terms);
        LedgerSnapshot snapshot = snapshots.get(snapshots.size() - 1);
        long first = snapshot.retainFrom();
        assertThat(first).isGreaterThan(1_000);
        ShortenedJournal shortened = new ShortenedJournal(journal, first);
        Accounting books = new Accounting(shortened);
        long from = new BooksStart(shortened, storeOf(snapshot)).restore(books, RandomCourse.POOL, CHAIN);
        new JournalReplay(books, new DuplicateFilter(0, 1 << 20), new WorkerTable(1_000), new HashrateEstimate())
                .run(shortened, from);
        assertThat(books.state()).isEqualTo(live.state());
    }
}
