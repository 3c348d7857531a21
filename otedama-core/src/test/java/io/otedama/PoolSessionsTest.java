package io.otedama;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.chain.ShareTarget;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.MiningJob;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import io.otedama.testkit.FakeSessionStore;
import org.junit.jupiter.api.Test;

/** Workers over a restart whose journal remembers nothing. */
class PoolSessionsTest {
    private static final String ADDRESS = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final Difficulty HARD = Difficulty.of("0.000001");

    private final FakeSessionStore store = new FakeSessionStore();

    private Pool pool(FakeFrontEnd frontEnd) {
        return Pool.builder()
                .node(new FakeNode(FakeNode.HARD_BITS))
                .payoutAddress(ADDRESS)
                .frontEnd(frontEnd)
                .fixedDifficulty(Difficulty.MIN)
                .sessionStore(store)
                .build();
    }

    private static void mineOneShare(FakeFrontEnd frontEnd) throws InterruptedException {
        FakeMiner miner = new FakeMiner(frontEnd, "alice.1", "d=0.000001");
        MiningJob job = frontEnd.ingress().currentJob();
        miner.session.assign(job);
        assertThat(miner.submit(miner.solve(job, 1, ShareTarget.of(HARD, 1).target(), null)))
                .isEqualTo(ShareVerdict.ACCEPTED);
    }

    @Test
    void aReturningWorkerGetsDifficultyAndCountsBack() throws InterruptedException {
        FakeFrontEnd first = new FakeFrontEnd();
        try (Pool pool = pool(first)) {
            pool.start();
            mineOneShare(first);
        }
        assertThat(store.closed).isTrue();
        assertThat(store.kept).containsOnlyKeys("alice.1");

        FakeFrontEnd second = new FakeFrontEnd();
        try (Pool again = pool(second)) {
            again.start();
            FakeMiner back = new FakeMiner(second, "alice.1", "x");
            back.session.assign(second.ingress().currentJob());
            assertThat(back.session.currentTarget().difficulty()).isEqualTo(HARD);
            assertThat(again.snapshot().workers())
                    .singleElement()
                    .satisfies(w -> assertThat(w.acceptedShares()).isEqualTo(1));
        }
    }

    @Test
    void aStoreThatFailsStopsNoMiningAndIsSeenInTheHealth() throws Exception {
        store.failing = true;
        FakeFrontEnd frontEnd = new FakeFrontEnd();
        try (Pool pool = pool(frontEnd)) {
            pool.start();
            mineOneShare(frontEnd);
            assertThat(pool.state()).isEqualTo(PoolState.RUNNING);
            assertThat(pool.snapshot().health())
                    .filteredOn(h -> h.status() == Status.DEGRADED)
                    .extracting(ComponentHealth::component)
                    .containsExactly("clock", "session store"); // the fake node lives in another year
        }
        assertThat(store.closed).isTrue();
    }

    @Test
    void aPoolThatWasNeverStartedClosesItsStoreToo() {
        pool(new FakeFrontEnd()).close();
        assertThat(store.closed).isTrue();
    }
}
