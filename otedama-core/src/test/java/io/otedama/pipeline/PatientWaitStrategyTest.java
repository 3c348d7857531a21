package io.otedama.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.dsl.ProducerType;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What wakes a stage, and what does not. */
@Timeout(30)
class PatientWaitStrategyTest {
    private final PatientWaitStrategy strategy = new PatientWaitStrategy();
    private final RingBuffer<Object> ring = RingBuffer.create(ProducerType.MULTI, Object::new, 1_024, strategy);
    private final SequenceBarrier barrier = ring.newBarrier();
    private Thread stage = new Thread(() -> {});
    private volatile long available = -1;
    private volatile boolean alerted;

    @AfterEach
    void end() throws InterruptedException {
        barrier.alert();
        strategy.wake();
        stage.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(stage.isAlive()).isFalse();
    }

    /** A thread that waits for everything up to that slot, one after the other. */
    private void startStage(long last) {
        stage = new Thread(() -> {
            try {
                for (long next = 0; next <= last; next = available + 1) {
                    available = barrier.waitFor(next);
                }
            } catch (AlertException e) {
                alerted = true;
            } catch (InterruptedException | com.lmax.disruptor.TimeoutException e) {
                throw new IllegalStateException(e);
            }
        });
        stage.start();
    }

    private void awaitAsleep() {
        await().until(() -> stage.getState() == Thread.State.WAITING);
    }

    private void publish() {
        ring.publish(ring.next());
    }

    @Test
    void aPublisherWakesWhoSleeps() {
        startStage(0);
        awaitAsleep();
        publish();
        await().until(() -> available == 0);
    }

    @Test
    void whatIsHeldIsFoundTogetherAtTheRelease() {
        startStage(9);
        awaitAsleep();
        strategy.hold();
        for (int i = 0; i < 10; i++) {
            publish();
        }
        assertThat(stage.getState()).isEqualTo(Thread.State.WAITING);
        strategy.release();
        await().until(() -> available == 9);
    }

    @Test
    void oneHoldOfSeveralIsEnoughToKeepItAsleepAndEveryReleaseWakes() {
        startStage(1);
        awaitAsleep();
        strategy.hold();
        strategy.hold();
        publish();
        assertThat(stage.getState()).isEqualTo(Thread.State.WAITING);
        strategy.release();
        await().until(() -> available == 0);
        awaitAsleep();
        publish();
        assertThat(available).isZero();
        strategy.release();
        await().until(() -> available == 1);
    }

    @Test
    void aHoldDoesNotKeepTheEndFromAStage() {
        startStage(0);
        awaitAsleep();
        strategy.hold();
        barrier.alert();
        strategy.wake();
        await().until(() -> alerted);
        strategy.release();
    }

    @Test
    void nothingIsLostBetweenPublishersThatHoldAndAStageThatFallsAsleepAllTheTime() throws InterruptedException {
        int each = 20_000;
        startStage(2L * each - 1);
        CountDownLatch done = new CountDownLatch(2);
        for (int p = 0; p < 2; p++) {
            boolean holds = p == 0;
            new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            if (holds) {
                                strategy.hold();
                            }
                            long slot = ring.next();
                            ring.publish(slot);
                            if (holds) {
                                strategy.release();
                            }
                            while (available < slot - 512) {
                                Thread.onSpinWait(); // nobody gates the ring here
                            }
                        }
                        done.countDown();
                    })
                    .start();
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        await().until(() -> available == 2L * each - 1);
    }
}
