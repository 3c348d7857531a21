package io.otedama.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual time: shares of 2^40 hashes. */
class HashrateEstimateTest {
    private static final long WORK = 1L << 40;
    private static final long START = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;

    private final HashrateEstimate estimate = new HashrateEstimate();
    private long now = START;

    @ParameterizedTest
    @EnumSource(HashrateWindow.class)
    void nothingIsKnownBeforeTheSecondShare(HashrateWindow window) {
        assertThat(estimate.hashesPerSecond(window, START)).isZero();
        estimate.add(START, 0, WORK);
        assertThat(estimate.hashesPerSecond(window, START)).isZero();
        assertThat(estimate.hashesPerSecond(window, START + MINUTE)).isZero();
    }

    @ParameterizedTest
    @EnumSource(HashrateWindow.class)
    void rule29_aConstantRateIsRightFromTheStart(HashrateWindow window) {
        double rate = WORK / 0.1;
        estimate.add(now, 0, WORK);
        for (int i = 1; i <= 36_000; i++) {
            now += 100;
            estimate.add(now, 0, WORK);
            if (now - START >= HashrateEstimate.MIN_OBSERVED_MS) {
                assertThat(estimate.hashesPerSecond(window, now)).isCloseTo(rate, Percentage.withPercentage(0.6));
            }
        }
    }

    @Test
    void rule29_randomSharesAreUnbiasedAfterOneMinute() {
        SplittableRandom random = new SplittableRandom(42);
        double[] sums = new double[HashrateWindow.values().length];
        int runs = 4000;
        for (int run = 0; run < runs; run++) {
            HashrateEstimate one = new HashrateEstimate();
            double at = 0;
            while (at < MINUTE) {
                one.add(START + (long) at, 0, WORK);
                at += -Math.log(1 - random.nextDouble()) * 2000;
            }
            for (HashrateWindow window : HashrateWindow.values()) {
                sums[window.ordinal()] += one.hashesPerSecond(window, START + MINUTE);
            }
        }
        for (double sum : sums) {
            assertThat(sum / runs / (WORK / 2.0)).isCloseTo(1, within(0.02));
        }
    }

    @Test
    void twoSharesInOneMillisecondAreNoMeasurement() {
        estimate.add(START, 0, WORK);
        estimate.add(START, 0, WORK);
        double rate = estimate.hashesPerSecond(HashrateWindow.ONE_DAY, START);
        assertThat(rate).isCloseTo(WORK / 10.0, Percentage.withPercentage(0.1));
    }

    @Test
    void aStepIsFollowedWithTheTimeConstantOfEachWindow() {
        feed(24 * 60 * 5, 1000);
        double before = WORK;
        feed(5, 100);
        double grown = 9 * before;
        for (HashrateWindow window : HashrateWindow.values()) {
            double seen = 1 - Math.exp(-5.0 * MINUTE / window.millis());
            assertThat(estimate.hashesPerSecond(window, now))
                    .isCloseTo(before + grown * seen, Percentage.withPercentage(2));
        }
    }

    @Test
    void silenceDecays() {
        feed(60, 1000);
        double before = estimate.hashesPerSecond(HashrateWindow.FIVE_MINUTES, now);
        double after = estimate.hashesPerSecond(HashrateWindow.FIVE_MINUTES, now + 5 * MINUTE);
        assertThat(after / before).isCloseTo(Math.exp(-1), within(0.001));
        for (HashrateWindow window : HashrateWindow.values()) {
            assertThat(estimate.hashesPerSecond(window, now + 100L * 365 * 24 * 60 * MINUTE))
                    .isZero();
            assertThat(estimate.hashesPerSecond(window, Long.MAX_VALUE)).isBetween(0.0, 1.0);
        }
    }

    @Test
    void comesBackAfterAYearOfSilence() {
        feed(10, 1000);
        now += 365L * 24 * 60 * MINUTE;
        feed(5, 1000);
        assertThat(estimate.hashesPerSecond(HashrateWindow.ONE_MINUTE, now))
                .isCloseTo(WORK, Percentage.withPercentage(2));
    }

    @Test
    void oneDayIsRightAfterTwoDays() {
        feed(48 * 60, 1000);
        HashrateSnapshot snapshot = estimate.snapshot(now);
        assertThat(snapshot.oneDay()).isCloseTo(WORK, Percentage.withPercentage(0.1));
        assertThat(snapshot.oneHour()).isCloseTo(WORK, Percentage.withPercentage(0.1));
        assertThat(snapshot.fiveMinutes()).isCloseTo(WORK, Percentage.withPercentage(0.5));
        assertThat(snapshot.oneMinute()).isCloseTo(WORK, Percentage.withPercentage(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -1000, -3_600_000, -86_400_000_000L})
    void aClockThatGoesBackIsNoTimePassed(long stepMs) {
        feed(60, 1000);
        double before = estimate.hashesPerSecond(HashrateWindow.ONE_HOUR, now);
        now += stepMs;
        assertThat(estimate.hashesPerSecond(HashrateWindow.ONE_HOUR, now)).isEqualTo(before);
        feed(10, 1000);
        assertThat(estimate.hashesPerSecond(HashrateWindow.ONE_HOUR, now))
                .isCloseTo(WORK, Percentage.withPercentage(1));
    }

    @Test
    void rule29_replayEqualsLiveBitForBit() {
        SplittableRandom random = new SplittableRandom(7);
        long[] times = new long[10_000];
        long[] works = new long[times.length];
        for (int i = 0; i < times.length; i++) {
            now += random.nextLong(-100, 60_000);
            times[i] = now;
            works[i] = random.nextLong(1, Long.MAX_VALUE);
            estimate.add(times[i], i % 3, works[i]);
            estimate.snapshot(now + 5);
        }
        HashrateEstimate replayed = new HashrateEstimate();
        for (int i = 0; i < times.length; i++) {
            replayed.add(times[i], i % 3, works[i]);
        }
        assertThat(replayed.snapshot(now + MINUTE)).isEqualTo(estimate.snapshot(now + MINUTE));
    }

    @Test
    void workIsUnsignedAndOf128Bits() {
        estimate.add(START, 0, 1);
        estimate.add(START + 10_000, 1, -1L);
        double expected = (0x1p64 + 0x1p64) / 10;
        assertThat(estimate.hashesPerSecond(HashrateWindow.ONE_DAY, START + 10_000))
                .isCloseTo(expected, Percentage.withPercentage(0.1));
    }

    @Test
    void readersNeverSeeAHalfWrittenState() throws InterruptedException {
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicReference<String> wrong = new AtomicReference<>("");
        // one share a day: between decaying and adding the sum is wrong by a factor of e
        long day = 24 * 60;
        feed(100 * day, day * MINUTE);
        long readAt = now;
        double settled = estimate.hashesPerSecond(HashrateWindow.ONE_DAY, readAt);
        Thread reader = new Thread(() -> {
            while (running.get()) {
                double rate = estimate.hashesPerSecond(HashrateWindow.ONE_DAY, readAt);
                if (Math.abs(rate / settled - 1) > 0.01) {
                    wrong.set("read " + rate);
                }
            }
        });
        reader.start();
        feed(2_000_000 * day, day * MINUTE);
        running.set(false);
        reader.join();
        assertThat(wrong.get()).isEmpty();
    }

    @Test
    void addingAllocatesNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        feed(60 * 24, 1000);
        long before = threads.getCurrentThreadAllocatedBytes();
        feed(60 * 48, 1000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes over 172,800 shares").isLessThan(100_000);
    }

    private void feed(long minutes, long everyMs) {
        for (long i = 0; i < minutes * MINUTE / everyMs; i++) {
            now += everyMs;
            estimate.add(now, 0, WORK);
        }
    }
}
