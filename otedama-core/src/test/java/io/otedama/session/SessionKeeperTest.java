package io.otedama.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.Owner;
import io.otedama.spi.WorkerState;
import io.otedama.testkit.FakeSessionStore;
import io.otedama.testkit.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionKeeperTest {
    private static final int RETURNING = 100_000;
    private static final Difficulty D = Difficulty.of("1.5");

    private final VirtualClock clock = new VirtualClock(1_700_000_000);
    private final FakeSessionStore store = new FakeSessionStore();
    private WorkerTable workers = new WorkerTable(RETURNING);

    private Worker mine(String name, Difficulty difficulty) {
        Worker worker = workers.acquire(name, Owner.of("account"));
        worker.rememberDifficulty(difficulty, clock.epochMillis());
        worker.statistics().accepted(clock.epochMillis(), 0, 1);
        worker.statistics().rejected();
        return worker;
    }

    private SessionKeeper start() {
        SessionKeeper keeper = new SessionKeeper(store, workers, clock);
        keeper.start();
        return keeper;
    }

    private SessionKeeper restart(SessionKeeper keeper) {
        keeper.close();
        workers = new WorkerTable(RETURNING);
        return start();
    }

    @Test
    void aHundredThousandReturningWorkersGetTheirDifficultyBack() {
        SessionKeeper keeper = start();
        for (int i = 0; i < RETURNING; i++) {
            mine("account.w" + i, Difficulty.of(i + 1));
        }
        keeper = restart(keeper);
        clock.advance(Duration.ofMillis(Worker.REMEMBER_MILLIS));
        for (int i = 0; i < RETURNING; i++) {
            Worker worker = workers.acquire("account.w" + i, Owner.of("account"));
            assertThat(worker.rememberedDifficulty(clock.epochMillis())).isEqualTo(Difficulty.of(i + 1));
            assertThat(worker.statistics().acceptedShares()).isEqualTo(1);
            assertThat(worker.statistics().rejectedShares()).isEqualTo(1);
        }
        keeper.close();
    }

    @Test
    void fifteenMinutesAfterTheLastShareADifficultyIsNoLongerGood() {
        SessionKeeper keeper = start();
        mine("a", D);
        keeper = restart(keeper);
        clock.advance(Duration.ofMillis(Worker.REMEMBER_MILLIS + 1));
        Worker worker = workers.acquire("a", Owner.of("account"));
        assertThat(worker.rememberedDifficulty(clock.epochMillis())).isNull();
        assertThat(worker.statistics().acceptedShares()).isEqualTo(1);
        keeper.close();
    }

    @Test
    void whatTheJournalKnowsBetterStays() {
        long now = clock.epochMillis();
        store.kept.put("a", new WorkerState(D, now - 1_000, 5, 2));
        store.kept.put("b", new WorkerState(D, now, 9, 0));
        Worker a = workers.restore(1, "a");
        a.rememberDifficulty(Difficulty.of(7), now);
        for (int i = 0; i < 6; i++) {
            a.statistics().accepted(now, 0, 1);
        }
        Worker b = workers.restore(2, "b");
        b.rememberDifficulty(Difficulty.of(7), now - 1_000);
        SessionKeeper keeper = start();
        assertThat(a.rememberedDifficulty(now)).isEqualTo(Difficulty.of(7));
        assertThat(a.statistics().acceptedShares()).isEqualTo(6);
        assertThat(a.statistics().rejectedShares()).isEqualTo(2);
        assertThat(b.rememberedDifficulty(now)).isEqualTo(D);
        assertThat(b.statistics().acceptedShares()).isEqualTo(9);
        keeper.close();
    }

    @Test
    void aNameThatLeftEarlyIsStillKnownWhenItComesBack() {
        store.kept.put("a", new WorkerState(D, clock.epochMillis(), 5, 2));
        SessionKeeper keeper = start();
        workers.release(workers.acquire("a", Owner.of("account")));
        assertThat(workers.size()).isZero();
        assertThat(workers.acquire("a", Owner.of("account")).rememberedDifficulty(clock.epochMillis()))
                .isEqualTo(D);
        keeper.close();
    }

    @Test
    void aTimeFromAClockThatWasWrongCountsAsNow() {
        store.kept.put("a", new WorkerState(D, Long.MAX_VALUE, 5, 2));
        SessionKeeper keeper = start();
        clock.advance(Duration.ofMillis(Worker.REMEMBER_MILLIS + 1));
        assertThat(workers.acquire("a", Owner.of("account")).rememberedDifficulty(clock.epochMillis()))
                .isNull();
        keeper.close();
    }

    @Test
    void onlyChangesAreSavedAndARoundWithoutThemWritesNothing() {
        SessionKeeper keeper = start();
        workers.acquire("no share yet", Owner.of("account"));
        Worker worker = mine("a", D);
        keeper.round();
        assertThat(store.kept).containsOnlyKeys("a");
        assertThat(store.syncs).isEqualTo(1);
        keeper.round();
        assertThat(store.syncs).isEqualTo(1);
        worker.statistics().rejected();
        keeper.round();
        assertThat(store.syncs).isEqualTo(2);
        keeper.close();
    }

    @Test
    void aStoreThatFailsIsTriedAgainUntilItWorks() {
        store.failing = true;
        SessionKeeper keeper = start();
        mine("a", D);
        keeper.round();
        assertThat(keeper.health().status()).isEqualTo(Status.DEGRADED);
        assertThat(keeper.health().detail()).contains("the disk is gone");
        store.failing = false;
        keeper.round();
        assertThat(keeper.health().status()).isEqualTo(Status.UP);
        assertThat(store.kept).containsKey("a");
        store.failing = true;
        keeper.close();
        assertThat(store.closed).isTrue();
    }

    @Test
    void aFullStoreGivesThePlaceOfTheLongGoneToThoseWhoMine() {
        store.maxWorkers = 2;
        store.kept.put("gone", new WorkerState(D, clock.epochMillis(), 1, 1));
        SessionKeeper keeper = start();
        clock.advance(Duration.ofMillis(Worker.REMEMBER_MILLIS + 1));
        mine("a", D);
        mine("b", D);
        keeper.round();
        assertThat(store.kept).containsOnlyKeys("a", "b");
        assertThat(keeper.health().status()).isEqualTo(Status.UP);
        mine("c", D);
        keeper.round();
        assertThat(store.kept).containsOnlyKeys("a", "b");
        assertThat(keeper.health().status()).isEqualTo(Status.DEGRADED);
        keeper.close();
    }
}
