package io.otedama.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Difficulty;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.spi.PoolClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rule 16 on the way back: verdicts in order, each once, one flush a batch. */
class ReplyQueueTest {
    private static final SessionTerms TERMS = new SessionTerms(
            new StaticVardiff(Difficulty.ONE),
            1,
            Difficulty.MIN,
            Difficulty.MAX,
            0,
            4,
            8,
            MinerAuthenticator.everybody(),
            new WorkerTable(10),
            PoolClock.system(),
            () -> {});

    private final AtomicInteger wakeUps = new AtomicInteger();
    private final ReplyQueue queue = new ReplyQueue(8, wakeUps::incrementAndGet);

    private static final class Recording implements MinerConnection {
        private final List<Long> tokens = new ArrayList<>();
        private final MinerSession session = new MinerSession(this, 1, TERMS);
        private int flushes;
        private boolean broken;

        @Override
        public void onVerdict(long token, ShareVerdict verdict) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            tokens.add(token);
        }

        @Override
        public void onVerdictsDelivered() {
            flushes++;
        }
    }

    @Test
    void rule16_verdictsComeInOrderWithOneWakeUpAndOneFlush() {
        Recording a = new Recording();
        Recording b = new Recording();
        for (long t = 0; t < 3; t++) {
            queue.offer(a.session, t, ShareVerdict.ACCEPTED, null);
            queue.offer(b.session, t, ShareVerdict.DUPLICATE, null);
        }
        queue.endOfBatch();
        queue.endOfBatch();
        assertThat(wakeUps).hasValue(1);
        queue.drain();
        queue.drain();
        assertThat(a.tokens).containsExactly(0L, 1L, 2L);
        assertThat(b.tokens).containsExactly(0L, 1L, 2L);
        assertThat(a.flushes).isEqualTo(1);
        assertThat(b.flushes).isEqualTo(1);
    }

    @Test
    void rule16_aConnectionThatThrowsTakesNoVerdictFromOthers() {
        Recording broken = new Recording();
        broken.broken = true;
        Recording good = new Recording();
        queue.offer(broken.session, 1, ShareVerdict.ACCEPTED, null);
        queue.offer(good.session, 2, ShareVerdict.ACCEPTED, null);
        assertThatThrownBy(queue::drain).hasMessage("broken");
        assertThat(good.tokens).containsExactly(2L);
        queue.offer(good.session, 3, ShareVerdict.ACCEPTED, null);
        queue.drain();
        assertThat(good.tokens).containsExactly(2L, 3L);
        assertThat(good.flushes).isEqualTo(2);
    }

    @Test
    void aFullQueueWaitsForTheLoopAndAClosedOneForNobody() throws Exception {
        Recording miner = new Recording();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (long t = 0; t < 100; t++) {
                queue.offer(miner.session, t, ShareVerdict.ACCEPTED, null);
            }
            queue.endOfBatch();
        });
        while (miner.tokens.size() < 100) {
            queue.drain();
            Thread.onSpinWait();
        }
        writer.get(5, TimeUnit.SECONDS);
        assertThat(miner.tokens).hasSize(100).isSorted();
        queue.close();
        CompletableFuture.runAsync(() -> {
                    for (long t = 0; t < 100; t++) {
                        queue.offer(miner.session, 100 + t, ShareVerdict.ACCEPTED, null);
                    }
                })
                .get(5, TimeUnit.SECONDS);
    }

    @Test
    void aLoopThatHasEndedStopsNothing() {
        ReplyQueue orphan = new ReplyQueue(8, () -> {
            throw new RejectedExecutionException("the loop has ended");
        });
        Recording miner = new Recording();
        for (long t = 0; t < 20; t++) {
            orphan.offer(miner.session, t, ShareVerdict.ACCEPTED, null);
            orphan.endOfBatch();
        }
        assertThat(miner.tokens).isEmpty();
    }

    @Test
    void verdictsOfAClosedSessionAreDropped() {
        Recording miner = new Recording();
        queue.offer(miner.session, 1, ShareVerdict.ACCEPTED, null);
        miner.session.close();
        queue.drain();
        assertThat(miner.tokens).isEmpty();
        assertThat(miner.flushes).isZero();
    }
}
