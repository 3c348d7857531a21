package io.otedama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Difficulty;
import io.otedama.chain.ShareTarget;
import io.otedama.error.StoreException;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.PoolQuery;
import io.otedama.spi.QueryStore;
import io.otedama.spi.StoreBatch;
import io.otedama.spi.StorePosition;
import io.otedama.spi.StoredWork;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool beside a store that comes and goes. */
class PoolStoreIT {
    private static final Difficulty EASY = Difficulty.of("0.000001");
    private static final ShareTarget SHARE = ShareTarget.of(EASY, 1);

    private final FakeFrontEnd frontEnd = new FakeFrontEnd();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final FlakyStore store = new FlakyStore();
    private final Pool pool = Pool.builder()
            .node(new FakeNode(FakeNode.HARD_BITS))
            .payoutAddress("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9")
            .frontEnd(frontEnd)
            .journal(journal)
            .store(store)
            .fixedDifficulty(EASY)
            .build();

    @BeforeEach
    void start() {
        pool.start();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    /** Keeps nothing but where it is and how many shares it was told of. */
    private static final class FlakyStore implements QueryStore {
        private final List<StoreBatch> batches = new CopyOnWriteArrayList<>();
        private volatile StorePosition position = StorePosition.NONE;
        private volatile boolean gone = true;

        /** Takes the batch and fails nevertheless. */
        private volatile boolean forgetful;

        private volatile boolean closed;

        /** Open when the store is not slow. */
        private volatile CountDownLatch fast = new CountDownLatch(0);

        private final CountDownLatch waiting = new CountDownLatch(1);

        @Override
        public StorePosition position() {
            if (gone) {
                throw new StoreException("the store is gone");
            }
            return position;
        }

        @Override
        public void apply(StoreBatch batch) {
            try {
                if (fast.getCount() > 0) {
                    waiting.countDown();
                }
                fast.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (gone || !batch.after().equals(position)) {
                throw new StoreException("the store is gone or elsewhere");
            }
            batches.add(batch);
            position = batch.position();
            if (forgetful) {
                forgetful = false;
                throw new StoreException("nobody knows whether that was written");
            }
        }

        @Override
        public void clear() {
            batches.clear();
            position = StorePosition.NONE;
        }

        @Override
        public PoolQuery query() {
            throw new StoreException("this store answers no questions");
        }

        @Override
        public void close() {
            closed = true;
        }

        private long shares() {
            return batches.stream()
                    .flatMap(batch -> batch.work().stream())
                    .mapToLong(StoredWork::shares)
                    .sum();
        }
    }

    private void mine(int nonce) throws Exception {
        FakeMiner miner = new FakeMiner(frontEnd, "alice.rig", "x");
        miner.session.assign(frontEnd.ingress().currentJob());
        assertThat(miner.submit(miner.solve(frontEnd.ingress().currentJob(), nonce, SHARE.target(), null)))
                .isEqualTo(ShareVerdict.ACCEPTED);
    }

    private ComponentHealth.Status storeHealth() {
        return pool.snapshot().health().stream()
                .filter(health -> health.component().equals("store"))
                .findFirst()
                .orElseThrow()
                .status();
    }

    @Test
    void aStoreThatIsGoneHoldsUpNobodyAndIsCaughtUpWhenItIsBack() throws Exception {
        await().until(() -> storeHealth() == ComponentHealth.Status.DEGRADED);
        mine(1);
        assertThat(store.batches).isEmpty();
        store.gone = false;
        await().until(() -> store.shares() == 1);
        await().until(() -> storeHealth() == ComponentHealth.Status.UP);
    }

    @Test
    void aStoreThatTakesItsTimeHoldsUpNobody() throws Exception {
        store.fast = new CountDownLatch(1);
        store.gone = false;
        assertThat(store.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        for (int nonce = 1; nonce <= 3; nonce++) {
            mine(nonce);
        }
        assertThat(store.batches).isEmpty();
        store.fast.countDown();
        await().until(() -> store.shares() == 3);
    }

    @Test
    void aBatchThatWasWrittenThoughItFailedIsNotAppliedTwice() throws Exception {
        store.gone = false;
        await().until(() -> store.position.sequence() == journal.durableSequence());
        store.forgetful = true;
        mine(1);
        await().until(() -> store.shares() == 1 && storeHealth() == ComponentHealth.Status.UP);
        mine(2);
        await().until(() -> store.position.sequence() == journal.durableSequence());
        assertThat(store.shares()).isEqualTo(2);
    }

    @Test
    void questionsGoToTheStore() {
        assertThatThrownBy(pool::query).isInstanceOf(StoreException.class).hasMessageContaining("no questions");
    }

    @Test
    void aStoreThatIsEmptiedIsFilledAgainThoughNoRecordComes() throws Exception {
        store.gone = false;
        mine(1);
        await().until(() -> store.shares() == 1 && store.position.sequence() == journal.durableSequence());
        store.clear();
        await().until(() -> store.shares() == 1 && store.position.sequence() == journal.durableSequence());
    }

    @Test
    void aPoolThatClosesLeavesItsStoreUpToDateAndClosed() throws Exception {
        store.gone = false;
        await().until(() -> storeHealth() == ComponentHealth.Status.UP && store.position.sequence() > 0);
        mine(1);
        pool.close();
        assertThat(store.closed).isTrue();
        assertThat(store.position.sequence()).isEqualTo(journal.durableSequence());
    }
}
