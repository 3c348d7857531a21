package io.otedama.storage.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.Pool;
import io.otedama.chain.Difficulty;
import io.otedama.spi.WorkerState;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pool that starts where another one ended. */
class ReturningWorkersTest {
    private static final int RETURNING = 100_000;

    @TempDir
    Path directory;

    /** Another one for each, all of them below what the network asks for. */
    private static Difficulty difficulty(int worker) {
        return Difficulty.of(BigDecimal.valueOf(worker + 1, 12));
    }

    @Test
    void aRestartedPoolGivesAHundredThousandWorkersTheirDifficultyBack() {
        Path file = directory.resolve("sessions.dat");
        try (FileSessionStore before = FileSessionStore.open(file)) {
            long now = System.currentTimeMillis();
            for (int i = 0; i < RETURNING; i++) {
                before.save("account.w" + i, new WorkerState(difficulty(i), now, i, 0));
            }
        }
        FakeFrontEnd frontEnd = new FakeFrontEnd();
        try (Pool pool = Pool.builder()
                .node(new FakeNode(FakeNode.HARD_BITS))
                .payoutAddress("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9")
                .frontEnd(frontEnd)
                .fixedDifficulty(Difficulty.MIN)
                .sessionStore(FileSessionStore.open(file))
                .build()) {
            pool.start();
            for (int i = 0; i < RETURNING; i++) {
                FakeMiner miner = new FakeMiner(frontEnd, "account.w" + i, "x");
                miner.session.assign(frontEnd.ingress().currentJob());
                assertThat(miner.session.currentTarget().difficulty()).isEqualTo(difficulty(i));
                assertThat(miner.worker.statistics().acceptedShares()).isEqualTo(i);
                miner.session.close();
            }
        }
        try (FileSessionStore after = FileSessionStore.open(file)) {
            assertThat(after.size()).isEqualTo(RETURNING);
        }
    }
}
