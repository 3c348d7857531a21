package io.otedama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Difficulty;
import io.otedama.chain.ShareTarget;
import io.otedama.session.ShareSubmission;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.RecordType;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareJournal;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A worker whose connection ends before its first share is in the journal is still the same worker afterwards. */
class NewcomerTest {
    private static final Difficulty EASY = Difficulty.of("0.000001");
    private static final ShareTarget SHARE = ShareTarget.of(EASY, 1);

    private final FakeFrontEnd frontEnd = new FakeFrontEnd();
    private final GatedJournal journal = new GatedJournal();

    @Test
    void aWorkerThatLeavesWithItsFirstShareUnderWayKeepsItsNumberAndStatistics() throws Exception {
        try (Pool pool = Pool.builder()
                .node(new FakeNode(FakeNode.HARD_BITS))
                .payoutAddress("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9")
                .frontEnd(frontEnd)
                .journal(journal)
                .fixedDifficulty(EASY)
                .build()) {
            pool.start();
            FakeMiner gone = miner();
            assertThat(frontEnd.lane().submit(gone.session, solve(gone, 1))).isEqualTo(ShareVerdict.PENDING);
            frontEnd.lane().disconnect(gone.session);
            FakeMiner back = miner();
            journal.shares.countDown();
            assertThat(back.submit(solve(back, 2))).isEqualTo(ShareVerdict.ACCEPTED);
            frontEnd.lane().disconnect(back.session);

            await().untilAsserted(() -> assertThat(pool.snapshot().workers())
                    .singleElement()
                    .satisfies(worker -> {
                        assertThat(worker.name()).isEqualTo("new.comer");
                        assertThat(worker.acceptedShares()).isEqualTo(2);
                    }));
            assertThat(introductions()).isEqualTo(1);
        }
    }

    @Test
    void aWorkerThatWasNeverCreditedIsForgotten() throws Exception {
        try (Pool pool = Pool.builder()
                .node(new FakeNode(FakeNode.HARD_BITS))
                .payoutAddress("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9")
                .frontEnd(frontEnd)
                .journal(journal)
                .fixedDifficulty(EASY)
                .build()) {
            pool.start();
            journal.shares.countDown();
            FakeMiner first = miner();
            ShareSubmission share = solve(first, 1);
            assertThat(first.submit(share)).isEqualTo(ShareVerdict.ACCEPTED);
            share.worker = first.session.authorize("a.copycat", "x");
            assertThat(first.submit(share)).isEqualTo(ShareVerdict.DUPLICATE);
            frontEnd.lane().disconnect(first.session);

            await().untilAsserted(() -> assertThat(pool.snapshot().workers())
                    .extracting(WorkerSnapshot::name)
                    .containsExactly("new.comer"));
        }
    }

    private FakeMiner miner() {
        FakeMiner miner = new FakeMiner(frontEnd, "new.comer", "x");
        miner.session.assign(frontEnd.ingress().currentJob());
        return miner;
    }

    private ShareSubmission solve(FakeMiner miner, long extranonce2) {
        return miner.solve(frontEnd.ingress().currentJob(), extranonce2, SHARE.target(), null);
    }

    private int introductions() {
        int count = 0;
        try (JournalCursor cursor = journal.readFrom(1)) {
            while (cursor.next()) {
                count += cursor.record().type() == RecordType.WORKER ? 1 : 0;
            }
        }
        return count;
    }

    /** Takes nothing about workers and shares before it is told to. */
    private static final class GatedJournal implements ShareJournal {
        private final CountDownLatch shares = new CountDownLatch(1);
        private final ShareJournal memory = new InMemoryJournal(2);

        @Override
        public long append(RecordView record) {
            if (record.type() == RecordType.WORKER) {
                try {
                    assertThat(shares.await(10, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return memory.append(record);
        }

        @Override
        public void flush() {
            memory.flush();
        }

        @Override
        public long durableSequence() {
            return memory.durableSequence();
        }

        @Override
        public JournalCursor readFrom(long sequence) {
            return memory.readFrom(sequence);
        }

        @Override
        public long firstSequence() {
            return memory.firstSequence();
        }

        @Override
        public void retain(long sequence) {
            memory.retain(sequence);
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
