package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pool that pays is killed at every named point of {@link KillTrap}, one life after the other in one directory. Whatever
 * was half done, the next life makes whole: at the end the chain has paid what the books say, to the unit.
 */
@Timeout(600)
class KillPointIT {
    private static final int FIRST_SHARES = 100;

    @TempDir
    Path data;

    @Test
    void aKillAtAnyPointLosesNothingAndPaysNobodyTwice() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillPointIT seed " + seed);
        Random random = new Random(seed);
        KillRig rig = new KillRig(data);
        rig.liveUntil(FIRST_SHARES); // before it there is nothing that could be checked
        for (String point : KillTrap.POINTS) {
            int hit = 1 + random.nextInt(hits(point));
            rig.live(point, hit, pool -> pool.out().contains("at " + point));
        }
        assertThat(rig.settle().confirmedPayments()).isGreaterThan(KillTrap.POINTS.size() / 5);
    }

    /** Batches are many, payments few. */
    private static int hits(String point) {
        return point.endsWith("-write") || point.endsWith("-force") ? 200 : 3;
    }
}
