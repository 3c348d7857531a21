package io.otedama.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.otedama.error.JournalException;
import io.otedama.spi.PoolClock;
import io.otedama.storage.journal.FaultyDisk.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operation of the disk fails in turn, and the power goes at any instant: what was acknowledged is there. */
class DiskFaultIT {
    private static final int BATCHES = 30;
    private static final Durability INTERVAL = Durability.every(Durability.MAX_WINDOW);

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whicheverOperationFailsNothingAcknowledgedIsLost(Fault fault) {
        long n = 0;
        boolean fired = true;
        while (fired) {
            n++;
            FaultyDisk disk = new FaultyDisk(new Random(n));
            JournalWorkload work = new JournalWorkload(disk, new Random(1));
            fired = inTwoLives(disk, work, n, fault, JournalWorkload.SMALL);
        }
        assertThat(n).as("operations of a whole life").isGreaterThan(100);
    }

    /** The fault may fall into either life, their recoveries included. */
    private static boolean inTwoLives(
            FaultyDisk disk, JournalWorkload work, long n, Fault fault, JournalConfig config) {
        String where = fault + " at operation " + n;
        disk.failAt(n, fault);
        try {
            for (int life = 1; life <= 2; life++) {
                FileJournal journal = live(disk, work, config);
                if (journal != null && life == 1) {
                    journal.close();
                }
            }
            boolean fired = disk.fired();
            disk.powerLoss();
            FileJournal last = disk.openJournal(config, work.clock);
            work.check(last);
            work.run(last, 2);
            work.check(last);
            last.close();
            return fired;
        } catch (RuntimeException | AssertionError e) {
            return fail(where, e);
        }
    }

    /** Null when the power goes before the journal is open. */
    private static @Nullable FileJournal live(FaultyDisk disk, JournalWorkload work, JournalConfig config) {
        FileJournal journal = null;
        while (journal == null && !disk.isOff()) {
            disk.makeRoom();
            journal = tryOpen(disk, work, config);
        }
        if (journal != null) {
            work.run(journal, BATCHES);
            if (!disk.isOff()) {
                work.check(journal);
            }
            journal.abandon();
        }
        return journal;
    }

    private static @Nullable FileJournal tryOpen(FaultyDisk disk, JournalWorkload work, JournalConfig config) {
        try {
            return disk.openJournal(config, work.clock);
        } catch (JournalDamagedException e) {
            throw e;
        } catch (JournalException e) {
            return null;
        }
    }

    @Test
    void thePowerGoesAtRandomInstants() {
        for (int round = 0; round < 300; round++) {
            long seed = 7_000 + round;
            throughPowerLosses(seed, JournalWorkload.SMALL, false);
        }
    }

    @Test
    void weakerModesLoseOnlyTheEnd() {
        for (int round = 0; round < 100; round++) {
            JournalConfig os = JournalWorkload.SMALL.withDurability(Durability.OPERATING_SYSTEM);
            JournalConfig interval = JournalWorkload.SMALL.withDurability(INTERVAL);
            throughPowerLosses(9_000 + round, round % 2 == 0 ? os : interval, true);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsForcedOnDemandSurvivesInEveryMode(long seed) {
        for (Durability mode : List.of(Durability.OPERATING_SYSTEM, INTERVAL, Durability.EVERY_BATCH)) {
            FaultyDisk disk = new FaultyDisk(new Random(seed));
            JournalConfig config = JournalWorkload.SMALL.withDurability(mode);
            FileJournal journal = disk.openJournal(config, PoolClock.system());
            for (int i = 0; i < 50; i++) {
                journal.append(TestRecord.of(i, 100));
                journal.flush();
            }
            journal.force();
            journal.abandon();
            disk.powerLoss();
            try (FileJournal again = disk.openJournal(config, PoolClock.system())) {
                assertThat(again.durableSequence()).as("%s", mode).isEqualTo(50);
            }
        }
    }

    @Test
    void theseTestsSeeADiskThatForcesNothing() {
        int seen = 0;
        for (int round = 0; round < 20; round++) {
            try {
                Random random = new Random(round);
                FaultyDisk disk = new FaultyDisk(random);
                disk.ignoresForce = true;
                lives(disk, random, JournalWorkload.SMALL, false);
            } catch (RuntimeException | AssertionError e) {
                seen++;
            }
        }
        assertThat(seen).as("rounds in which a loss was noticed").isGreaterThan(15);
    }

    private static void throughPowerLosses(long seed, JournalConfig config, boolean mayLoseEnd) {
        Random random = new Random(seed);
        try {
            lives(new FaultyDisk(random), random, config, mayLoseEnd);
        } catch (RuntimeException | AssertionError e) {
            fail("seed " + seed, e);
        }
    }

    private static void lives(FaultyDisk disk, Random random, JournalConfig config, boolean mayLoseEnd) {
        JournalWorkload work = new JournalWorkload(disk, random);
        for (int life = 0; life < 6; life++) {
            boolean keepsNothing = config.durability() instanceof Durability.OperatingSystem;
            if (random.nextBoolean() && !keepsNothing) {
                Fault first = Fault.values()[random.nextInt(3)];
                disk.beforeOperation = secondFault(disk, random);
                disk.failAt(1 + random.nextInt(60), first);
            } else {
                disk.failAt(1 + random.nextInt(100), Fault.POWER);
            }
            FileJournal journal = live(disk, work, config);
            if (random.nextInt(3) == 0 && journal != null && !disk.isOff()) {
                close(journal, mayLoseEnd);
            }
            if (random.nextBoolean() && !disk.isOff()) {
                killAndCheck(disk, work, config);
            }
            disk.powerLoss();
            disk.beforeOperation = n -> {};
            FileJournal found = disk.openJournal(config, work.clock);
            if (mayLoseEnd) {
                work.checkPrefix(found);
            } else {
                work.check(found);
            }
            found.close();
        }
    }

    /** Only where acknowledged records may be unforced, a close can fail; it says which may be lost. */
    private static void close(FileJournal journal, boolean mayLoseEnd) {
        try {
            journal.close();
        } catch (JournalException e) {
            assertThat(mayLoseEnd).as("a close fails: %s", e).isTrue();
            assertThat(e).hasMessageContaining("were acknowledged and could not be forced");
        }
    }

    /** After a kill nothing that was written is gone; what the next start reports is safe from then on. */
    private static void killAndCheck(FaultyDisk disk, JournalWorkload work, JournalConfig config) {
        disk.kill();
        FileJournal found = tryOpen(disk, work, config);
        if (found != null) {
            work.check(found);
            found.abandon();
        }
    }

    /** After the first fault the power goes within a few operations. */
    private static LongConsumer secondFault(FaultyDisk disk, Random random) {
        int after = 1 + random.nextInt(40);
        boolean[] armed = {false};
        return n -> {
            if (disk.fired() && !armed[0]) {
                armed[0] = true;
                disk.failAt(after, Fault.POWER);
            }
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"FAIL", "TEAR", "FULL"})
    void inIntervalModeWhatNoForceHasCoveredIsWrittenAgain(Fault fault) {
        JournalConfig config = JournalWorkload.SMALL.withDurability(INTERVAL);
        boolean fired = true;
        for (long n = 1; fired; n++) {
            FaultyDisk disk = new FaultyDisk(new Random(n));
            JournalWorkload work = new JournalWorkload(disk, new Random(2));
            disk.failAt(n, fault);
            try (FileJournal journal = reopened(disk, work, config)) {
                for (int i = 0; i < 10; i++) {
                    work.run(journal, 3);
                    journal.forceKept();
                }
                work.check(journal);
                disk.makeRoom();
                work.clock.advance(Duration.ofSeconds(1));
                journal.forceKept();
                fired = disk.fired();
            } catch (AssertionError e) {
                fail(fault + " at operation " + n, e);
            }
            disk.powerLoss();
            try (FileJournal journal = disk.openJournal(config, work.clock)) {
                work.check(journal);
            } catch (RuntimeException | AssertionError e) {
                fail(fault + " at operation " + n, e);
            }
        }
    }

    private static FileJournal reopened(FaultyDisk disk, JournalWorkload work, JournalConfig config) {
        FileJournal first = tryOpen(disk, work, config);
        disk.makeRoom();
        return first == null ? disk.openJournal(config, work.clock) : first;
    }
}
