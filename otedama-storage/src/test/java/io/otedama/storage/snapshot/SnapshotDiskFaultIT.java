package io.otedama.storage.snapshot;

import static io.otedama.spi.LedgerStoreContract.check;
import static io.otedama.spi.LedgerStoreContract.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.otedama.error.LedgerStoreException;
import io.otedama.storage.journal.FaultyDisk;
import io.otedama.storage.journal.FaultyDisk.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each operation of the disk fails in turn, then the power goes: every snapshot is there whole or not at all. */
class SnapshotDiskFaultIT {
    private static final int STATE_BYTES = 3_000;
    private static final int SAVES = 5;

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whateverFailsWhatWasSavedStaysAndNothingIsHalf(Fault fault) {
        boolean fired = true;
        long n = 0;
        while (fired) {
            n++;
            for (int seed = 0; seed < 8; seed++) {
                FaultyDisk disk = new FaultyDisk(new Random(seed));
                disk.failAt(n, fault);
                try {
                    List<Long> saved = saveSome(disk);
                    fired = disk.fired();
                    checkAll(disk, saved);
                    disk.powerLoss();
                    checkAll(disk, saved);
                    FileLedgerStore again = new FileLedgerStore(disk);
                    again.save(snapshot(SAVES + 1, STATE_BYTES));
                    check(again.load(SAVES + 1), SAVES + 1, STATE_BYTES);
                } catch (RuntimeException | AssertionError e) {
                    fail(fault + " at operation " + n + ", seed " + seed, e);
                }
            }
        }
        assertThat(n).as("operations of all saves").isGreaterThan(4 * SAVES);
    }

    @Test
    void thisTestSeesADiskThatForcesNothing() {
        int seen = 0;
        for (int seed = 0; seed < 20; seed++) {
            FaultyDisk disk = new FaultyDisk(new Random(seed));
            disk.ignoresForce = true;
            List<Long> saved = saveSome(disk);
            disk.powerLoss();
            try {
                checkAll(disk, saved);
            } catch (RuntimeException | AssertionError e) {
                seen++;
            }
        }
        assertThat(seen).as("rounds in which a loss was noticed").isGreaterThan(15);
    }

    /** The sequences whose save has returned, but for those deleted since. */
    private static List<Long> saveSome(FaultyDisk disk) {
        FileLedgerStore store = new FileLedgerStore(disk);
        List<Long> saved = new ArrayList<>();
        for (long sequence = 1; sequence <= SAVES; sequence++) {
            try {
                store.save(snapshot(sequence, STATE_BYTES));
                saved.add(sequence);
                if (saved.size() > 2) {
                    long oldest = saved.remove(0);
                    store.delete(oldest);
                }
            } catch (LedgerStoreException e) {
                assertThat(e).hasMessageContaining("faulty/");
            }
        }
        return saved;
    }

    private static void checkAll(FaultyDisk disk, List<Long> saved) {
        if (disk.isOff()) {
            return;
        }
        FileLedgerStore store = new FileLedgerStore(disk);
        assertThat(store.sequences()).containsAll(saved);
        for (long sequence : store.sequences()) {
            check(store.load(sequence), sequence, STATE_BYTES);
        }
    }
}
