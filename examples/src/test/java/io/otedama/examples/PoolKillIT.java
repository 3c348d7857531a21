package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pool, chain and payments in a process of their own, mined from here, killed at random instants. After every kill: what was
 * acknowledged is in the journal, nothing is credited twice, nobody is paid twice, the books add up. {@code -Dkills=N} for more.
 */
class PoolKillIT {
    private static final int KILLS = Integer.getInteger("kills", 12);
    private static final int MAX_SHARES = 600;

    @TempDir
    Path data;

    @Test
    void whatWasAcknowledgedSurvivesEveryKill() throws Exception {
        long seed = System.nanoTime();
        System.out.println("PoolKillIT seed " + seed + ", kills " + KILLS);
        Random random = new Random(seed);
        KillRig rig = new KillRig(data);
        for (int kill = 0; kill < KILLS; kill++) {
            rig.liveUntil(rig.acknowledged() + 1 + random.nextInt(MAX_SHARES));
        }
        System.out.println("PoolKillIT " + rig.acknowledged() + " shares acknowledged");
        assertThat(rig.settle().confirmedPayments()).isPositive();
    }
}
