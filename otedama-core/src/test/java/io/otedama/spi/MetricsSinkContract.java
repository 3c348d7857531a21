package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every {@link MetricsSink} keeps. An adapter extends this and says how to read back what was recorded. */
public abstract class MetricsSinkContract {
    private static final int THREADS = 4;
    private static final int UPDATES = 20_000;

    public MetricsSinkContract() {}

    /** The sink under test; the same one during a test. */
    protected abstract MetricsSink sink();

    /** What the counter of this name stands at. */
    protected abstract long countOf(String name);

    /** How many durations the recorder of this name was given. */
    protected abstract long recordsOf(String name);

    /** The longest duration that the recorder of this name was given, in nanoseconds. */
    protected abstract long maxNsOf(String name);

    /** What the gauge of this name shows, NaN when there is none. */
    protected abstract double valueOf(String name);

    @Test
    void aGaugeShowsWhatIsTrueNow() {
        AtomicLong connections = new AtomicLong(3);
        sink().gauge("connections", "Connections", connections::get);
        assertThat(valueOf("connections")).isEqualTo(3);
        connections.set(1);
        assertThat(valueOf("connections")).isEqualTo(1);
    }

    @Test
    void gaugesOfOneNameAddUpUntilTheyAreClosed() {
        MetricsSink.Gauge first = sink().gauge("connections", "Connections", () -> 2);
        MetricsSink.Gauge second = sink().gauge("connections", "Connections", () -> 40);
        assertThat(valueOf("connections")).isEqualTo(42);
        first.close();
        first.close();
        assertThat(valueOf("connections")).isEqualTo(40);
        second.close();
        assertThat(valueOf("connections")).isNaN();
        sink().gauge("connections", "Connections", () -> 7);
        assertThat(valueOf("connections")).isEqualTo(7);
    }

    @Test
    void aGaugeThatThrowsHidesNoOther() {
        sink().gauge("connections", "Connections", () -> {
            throw new IllegalStateException("gone");
        });
        sink().gauge("connections", "Connections", () -> 5);
        assertThat(valueOf("connections")).isEqualTo(5);
    }

    @Test
    void aNewCounterStandsAtZero() {
        sink().counter("shares.accepted", "Accepted shares");
        assertThat(countOf("shares.accepted")).isZero();
    }

    @Test
    void aCounterAddsUp() {
        MetricsSink.Counter counter = sink().counter("shares.accepted", "Accepted shares");
        counter.increment();
        counter.add(41);
        counter.add(0);
        assertThat(countOf("shares.accepted")).isEqualTo(42);
    }

    @Test
    void rule29_countersHave64Bits() {
        MetricsSink.Counter counter = sink().counter("hashes", "Hashes");
        counter.add(1L << 33);
        counter.increment();
        assertThat(countOf("hashes")).isEqualTo((1L << 33) + 1);
    }

    @Test
    void theSameNameIsTheSameCounter() {
        sink().counter("blocks.found", "Blocks").increment();
        sink().counter("blocks.found", "Blocks").increment();
        sink().counter("blocks.lost", "Blocks").increment();
        assertThat(countOf("blocks.found")).isEqualTo(2);
        assertThat(countOf("blocks.lost")).isEqualTo(1);
    }

    @Test
    void theSameNameIsTheSameRecorder() {
        sink().latency("share.reply", "Reply").record(1000);
        sink().latency("share.reply", "Reply").record(3000);
        assertThat(recordsOf("share.reply")).isEqualTo(2);
        assertThat(maxNsOf("share.reply")).isEqualTo(3000);
    }

    @Test
    void aNegativeDurationCountsAsZero() {
        MetricsSink.LatencyRecorder recorder = sink().latency("share.reply", "Reply");
        recorder.record(-1);
        recorder.record(Long.MIN_VALUE);
        assertThat(recordsOf("share.reply")).isEqualTo(2);
        assertThat(maxNsOf("share.reply")).isZero();
    }

    @Test
    void anyThreadMayUpdateAndNothingIsLost() throws InterruptedException {
        MetricsSink.Counter counter = sink().counter("shares.accepted", "Accepted shares");
        MetricsSink.LatencyRecorder recorder = sink().latency("share.reply", "Reply");
        CountDownLatch start = new CountDownLatch(THREADS);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                start.countDown();
                awaitQuietly(start);
                for (int update = 0; update < UPDATES; update++) {
                    counter.increment();
                    recorder.record(update);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(countOf("shares.accepted")).isEqualTo((long) THREADS * UPDATES);
        assertThat(recordsOf("share.reply")).isEqualTo((long) THREADS * UPDATES);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
