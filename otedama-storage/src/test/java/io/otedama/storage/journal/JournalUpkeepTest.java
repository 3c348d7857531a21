package io.otedama.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.ConfigurationException;
import io.otedama.error.JournalException;
import io.otedama.metrics.FreeSpace;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.JournalCursor;
import io.otedama.storage.journal.FaultyDisk.Fault;
import io.otedama.testkit.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disk full, old segments, settings. */
class JournalUpkeepTest {
    private static final JournalConfig SMALL = JournalWorkload.SMALL;

    private final FaultyDisk disk = new FaultyDisk(new Random(5));
    private final VirtualClock clock = new VirtualClock(1_700_000_000);

    @TempDir
    Path directory;

    private static void batch(FileJournal journal) {
        for (int i = 0; i < 8; i++) {
            journal.append(TestRecord.of(i, 200));
        }
        journal.flush();
    }

    @Test
    void aFullDiskIsSaidAndThePoolResumesByItself() {
        try (FileJournal journal = disk.openJournal(SMALL, clock)) {
            batch(journal);
            assertThat(journal.health().status()).isEqualTo(ComponentHealth.Status.UP);
            disk.failAt(1, Fault.FULL);
            assertThatThrownBy(() -> {
                        batch(journal);
                        batch(journal);
                    })
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("journal disk full: 0 MiB free space in faulty/; the pool resumes by itself");
            assertThat(journal.health().status()).isEqualTo(ComponentHealth.Status.DOWN);
            assertThat(journal.health().detail()).startsWith("journal disk full");
            long before = journal.durableSequence();
            disk.makeRoom();
            clock.advance(Duration.ofSeconds(1));
            batch(journal);
            assertThat(journal.durableSequence()).isEqualTo(before + 8);
            assertThat(journal.health().status()).isEqualTo(ComponentHealth.Status.UP);
            assertThat(JournalWorkload.read(journal)).hasSize((int) before + 8);
        }
    }

    @Test
    void rule31_aDiskThatIsNearlyFullIsSaidBeforeItIs() {
        try (FileJournal journal = disk.openJournal(SMALL, clock)) {
            batch(journal);
            assertThat(journal.health().facts())
                    .containsEntry("durableSequence", "8")
                    .containsEntry("freeBytes", "" + (1L << 40));
            disk.freeBytes = FreeSpace.LOW_BYTES - 1;
            clock.advance(Duration.ofMillis(FreeSpace.FRESH_MS + 1));
            assertThat(journal.health().status()).isEqualTo(ComponentHealth.Status.DEGRADED);
            assertThat(journal.health().detail()).contains("nearly full");
            batch(journal);
            assertThat(journal.durableSequence()).isEqualTo(16);
            disk.freeBytes = FreeSpace.LOW_BYTES;
            clock.advance(Duration.ofMillis(FreeSpace.FRESH_MS + 1));
            assertThat(journal.health().status()).isEqualTo(ComponentHealth.Status.UP);
        }
    }

    @Test
    void refusedAppendsDoNotHammerTheDisk() {
        try (FileJournal journal = disk.openJournal(SMALL, clock)) {
            disk.failAt(1, Fault.FULL);
            assertThatThrownBy(() -> {
                        batch(journal);
                        batch(journal);
                    })
                    .isInstanceOf(JournalException.class);
            long operations = disk.operations();
            for (int i = 0; i < 1_000; i++) {
                assertThatThrownBy(() -> batch(journal)).hasMessageContaining("disk full");
            }
            assertThat(disk.operations()).isEqualTo(operations);
            clock.advance(Duration.ofNanos(DiskTrouble.RETRY_NANOS));
            assertThatThrownBy(() -> batch(journal)).hasMessageContaining("disk full");
            assertThat(disk.operations()).isBetween(operations + 1, operations + 3);
            disk.makeRoom();
        }
    }

    @Test
    void nothingIsDeletedBeforeRetainIsCalledAndNothingThatItAsksFor() {
        JournalConfig two = SMALL.withRetention(Retention.segments(2));
        try (FileJournal journal = disk.openJournal(two, clock)) {
            for (int i = 0; i < 20; i++) {
                batch(journal);
            }
            assertThat(journal.firstSequence()).isEqualTo(1);
            journal.deleteBefore(100);
            assertThat(journal.firstSequence()).isEqualTo(1);
            journal.retain(50);
            journal.deleteBefore(1_000);
            assertThat(journal.firstSequence()).isBetween(30L, 50L);
            journal.retain(Long.MAX_VALUE);
            batch(journal);
            batch(journal);
            batch(journal);
            assertThat(journal.firstSequence()).isGreaterThan(100);
            assertThat(disk.openReader().segments()).hasSize(3);
            long first = journal.firstSequence();
            assertThatThrownBy(() -> journal.readFrom(first - 1))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("it holds " + first);
        }
        try (FileJournal again = disk.openJournal(two, clock)) {
            assertThat(again.durableSequence()).isEqualTo(23 * 8);
            assertThat(again.firstSequence()).isGreaterThan(100);
        }
    }

    @Test
    void youngSegmentsStay() {
        JournalConfig day = SMALL.withRetention(Retention.younger(Duration.ofDays(1)));
        try (FileJournal journal = disk.openJournal(day, clock)) {
            journal.retain(Long.MAX_VALUE);
            for (int i = 0; i < 10; i++) {
                batch(journal);
            }
            assertThat(journal.firstSequence()).isEqualTo(1);
            clock.advance(Duration.ofDays(2));
            batch(journal);
            batch(journal);
            batch(journal);
            assertThat(journal.firstSequence()).isGreaterThan(40);
        }
    }

    @Test
    void aClosedJournalTakesNothingAndForgetsWhatWasNotFlushed() {
        FileJournal journal = FileJournal.open(directory, SMALL.withDurability(Durability.every(Duration.ofMillis(5))));
        batch(journal);
        journal.append(TestRecord.of(9, 100));
        journal.close();
        assertThatThrownBy(() -> journal.append(TestRecord.of(10, 100))).hasMessageContaining("is closed");
        try (FileJournal again = FileJournal.open(directory, SMALL)) {
            assertThat(again.durableSequence()).isEqualTo(8);
        }
    }

    @Test
    void aBatchWithoutEndIsRefusedAndTheRestOfItIsTaken() {
        try (FileJournal journal = FileJournal.open(directory, JournalConfig.defaults())) {
            TestRecord large = TestRecord.of(1, TestRecord.HEADER_BYTES + 500_000);
            int fits = FrameBatch.MAX_BYTES / FrameFormatV1.bytes(large.length());
            for (int i = 0; i < fits; i++) {
                journal.append(large);
            }
            assertThatThrownBy(() -> journal.append(large)).hasMessageContaining("flush first");
            journal.flush();
            assertThat(journal.append(large)).isEqualTo(fits + 1);
        }
    }

    @Test
    void durabilityIsReadFromText() {
        assertThat(Durability.parse("batch")).isEqualTo(Durability.EVERY_BATCH);
        assertThat(Durability.parse("os")).isEqualTo(Durability.OPERATING_SYSTEM);
        assertThat(Durability.parse("interval:100ms")).isEqualTo(Durability.every(Duration.ofMillis(100)));
        assertThat(Durability.parse("interval:2s")).hasToString("interval:2000ms");
        for (String bad : new String[] {"", "never", "interval:", "interval:0ms", "interval:61s", "interval:5"}) {
            assertThatThrownBy(() -> Durability.parse(bad))
                    .as(bad)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("Use ");
        }
    }

    @Test
    void everySettingOutOfRangeIsListed() {
        assertThatThrownBy(() -> new JournalConfig(1, 1, Durability.EVERY_BATCH, Retention.KEEP_ALL))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("segment size")
                .hasMessageContaining("preallocation");
        assertThatThrownBy(() -> Retention.segments(0)).isInstanceOf(ConfigurationException.class);
        assertThatCode(JournalConfig::defaults).doesNotThrowAnyException();
    }

    @Test
    void whatAKilledProcessLeftIsForcedBeforeItIsCalledDurable() {
        batch(disk.openJournal(SMALL.withDurability(Durability.OPERATING_SYSTEM), clock));
        disk.kill();
        assertThat(disk.openJournal(SMALL, clock).durableSequence()).isEqualTo(8);
        disk.powerLoss();
        assertThat(disk.openJournal(SMALL, clock).durableSequence()).isEqualTo(8);
    }

    @Test
    void nothingIsCalledDurableWhileTheForceLasts() throws Exception {
        CountDownLatch inForce = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (FileJournal journal = disk.openJournal(SMALL, clock);
                JournalCursor cursor = journal.readFrom(1)) {
            long force = disk.operations() + 2;
            disk.beforeOperation = n -> {
                if (n == force) {
                    inForce.countDown();
                    await(goOn);
                }
            };
            Thread writer = new Thread(() -> batch(journal));
            writer.start();
            await(inForce);
            assertThat(journal.durableSequence()).isZero();
            assertThat(cursor.next()).isFalse();
            assertThat(journal.health().status()).isEqualTo(ComponentHealth.Status.UP);
            goOn.countDown();
            writer.join(10_000);
            assertThat(journal.durableSequence()).isEqualTo(8);
            assertThat(cursor.next()).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void inIntervalModeAForceFollowsByItself() {
        JournalConfig config = SMALL.withDurability(Durability.every(Duration.ofMillis(2)));
        try (FileJournal journal = FileJournal.open(directory, config)) {
            batch(journal);
            assertThat(journal.durableSequence()).isEqualTo(8);
            Awaitility.await().until(() -> forced() == 8);
        }
    }

    private long forced() throws IOException {
        DurableMark.Position mark = DurableMark.read(new NioDisk(directory));
        return mark == null ? -1 : mark.forced();
    }

    @Test
    void anInterruptedThreadLosesNothing() {
        try (FileJournal journal = FileJournal.open(directory, SMALL)) {
            Thread.currentThread().interrupt();
            batch(journal);
            assertThat(Thread.interrupted()).as("still says so").isTrue();
            assertThat(journal.durableSequence()).isEqualTo(8);
            assertThat(JournalWorkload.read(journal)).hasSize(8);
        }
    }
}
