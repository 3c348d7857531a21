package io.otedama.storage.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.otedama.error.GuardStoreException;
import io.otedama.spi.GuardRecord;
import io.otedama.spi.GuardStoreContract;
import io.otedama.storage.journal.FaultyDisk;
import io.otedama.storage.journal.FaultyDisk.Fault;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each operation of the disk fails in turn, then the power goes: what was kept last is there, or what was about to be. */
class GuardDiskFaultTest {
    private static final int ROUNDS = 4;

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whateverFailsTheLastOrTheNextIsThereWhole(Fault fault) {
        boolean fired = true;
        long n = 0;
        while (fired) {
            n++;
            for (int seed = 0; seed < 3; seed++) {
                FaultyDisk disk = new FaultyDisk(new Random(seed));
                disk.failAt(n, fault);
                try {
                    int kept = keepSome(disk);
                    fired = disk.fired();
                    disk.powerLoss();
                    try (FileGuardStore again = new FileGuardStore(disk)) {
                        assertThat(again.load()).isIn(round(kept), round(kept + 1));
                        again.replace(round(ROUNDS + 1));
                        assertThat(again.load()).isEqualTo(round(ROUNDS + 1));
                    }
                } catch (RuntimeException | AssertionError e) {
                    fail(fault + " at operation " + n + ", seed " + seed, e);
                }
            }
        }
        assertThat(n).as("operations of all rounds").isGreaterThan(4 * ROUNDS);
    }

    /** Stops at the first failure; returns the last round that was kept. */
    private static int keepSome(FaultyDisk disk) {
        int kept = 0;
        try (FileGuardStore store = new FileGuardStore(disk)) {
            for (int i = 1; i <= ROUNDS; i++) {
                store.replace(round(i));
                kept = i;
            }
        } catch (GuardStoreException e) {
            assertThat(e).hasMessageContaining("cannot be written");
        }
        return kept;
    }

    private static List<GuardRecord> round(int number) {
        return IntStream.range(0, 10 * number)
                .mapToObj(i -> GuardStoreContract.sample(number + i))
                .toList();
    }
}
