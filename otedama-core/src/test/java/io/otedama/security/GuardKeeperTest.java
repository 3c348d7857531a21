package io.otedama.security;

import static io.otedama.security.GuardedNetwork.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.error.GuardStoreException;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.GuardRecord;
import io.otedama.spi.GuardStore;
import io.otedama.spi.InMemoryGuardStore;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardKeeperTest {
    private static final InetAddress HERE = ip("203.0.113.7");

    private final InMemoryGuardStore store = new InMemoryGuardStore();
    private final GuardedNetwork before = new GuardedNetwork();

    private GuardedNetwork restarted() {
        GuardedNetwork after = new GuardedNetwork();
        store.reopen();
        GuardKeeper keeper = new GuardKeeper(after.guard, store);
        keeper.start();
        keeper.close();
        return after;
    }

    @Test
    void bansScoresAndTheirReasonsSurviveARestart() {
        GuardKeeper keeper = new GuardKeeper(before.guard, store);
        keeper.start();
        before.strangerUntil(GuardStep.BAN, HERE, Misbehaviour.OVERSIZED);
        before.guard.ban("198.51.100.0/24", Duration.ofDays(2), "operator");
        GuardedConnection connection = before.guard.open(ip("192.0.2.1"));
        before.workerUntil(GuardStep.RESEND_JOB, connection.worker("alice"), Misbehaviour.DUPLICATE_SHARE);
        before.workerUntil(GuardStep.BAN, connection.worker("bob"), Misbehaviour.STALE_SHARE);
        keeper.close();

        GuardedNetwork after = restarted();
        assertThat(after.guard.bans(10)).isEqualTo(before.guard.bans(10)).hasSize(3);
        assertThat(after.guard.admit(HERE)).isEqualTo(GuardVerdict.BANNED);
        assertThat(after.guard.admit(ip("198.51.100.200"))).isEqualTo(GuardVerdict.BANNED);
        assertThat(after.guard.open(ip("192.0.2.1")).worker("bob")).isNull();
        for (String subject : List.of("203.0.113.7", "192.0.2.1 alice", "192.0.2.1 bob")) {
            assertThat(after.guard.standing(subject)).as(subject).isEqualTo(before.guard.standing(subject));
        }
        after.pass(Duration.ofMinutes(5));
        after.strangerUntil(GuardStep.BAN, HERE, Misbehaviour.OVERSIZED);
        assertThat(after.guard.bans(10))
                .filteredOn(ban -> ban.network().equals("203.0.113.7"))
                .hasSize(1)
                .allMatch(ban -> ban.times() == 2);
    }

    @Test
    void whatWasDecayedIsNotDecayedTwice() {
        GuardKeeper keeper = new GuardKeeper(before.guard, store);
        keeper.start();
        before.guard.onMisbehaviour(HERE, null, Misbehaviour.OVERSIZED);
        before.guard.onMisbehaviour(HERE, null, Misbehaviour.OVERSIZED);
        keeper.close();
        GuardedNetwork after = new GuardedNetwork();
        after.pass(Duration.ofMinutes(10));
        store.reopen();
        GuardKeeper again = new GuardKeeper(after.guard, store);
        again.start();
        assertThat(after.guard.standing("203.0.113.7").orElseThrow().score()).isEqualTo(-20);
        again.close();
    }

    @Test
    void nothingIsWrittenWhenNothingChanged() {
        CountingStore counting = new CountingStore();
        GuardKeeper keeper = new GuardKeeper(before.guard, counting);
        keeper.start();
        keeper.round();
        assertThat(counting.replaced).isZero();
        before.guard.onMisbehaviour(HERE, null, Misbehaviour.OVERSIZED);
        keeper.round();
        keeper.round();
        assertThat(counting.replaced).isEqualTo(1);
        keeper.close();
        assertThat(counting.replaced).isEqualTo(1);
    }

    @Test
    void aStoreThatFailsCostsMemoriesOnly() {
        CountingStore counting = new CountingStore();
        GuardKeeper keeper = new GuardKeeper(before.guard, counting);
        counting.broken = true;
        keeper.start();
        assertThat(keeper.health().status()).isEqualTo(ComponentHealth.Status.DEGRADED);
        before.strangerUntil(GuardStep.BAN, HERE, Misbehaviour.OVERSIZED);
        keeper.round();
        assertThat(keeper.health().detail()).contains("no disk");
        counting.broken = false;
        keeper.round();
        assertThat(keeper.health().status()).isEqualTo(ComponentHealth.Status.UP);
        assertThat(counting.kept).hasSize(1);
        keeper.close();
    }

    @Test
    void aStoreThatCannotBeReadAtTheStartIsReadLaterAndNotReplacedBefore() {
        before.strangerUntil(GuardStep.BAN, HERE, Misbehaviour.OVERSIZED);
        CountingStore counting = new CountingStore();
        counting.kept = before.guard.records(10);
        GuardedNetwork after = new GuardedNetwork();
        GuardKeeper keeper = new GuardKeeper(after.guard, counting);
        counting.unreadable = true;
        keeper.start();
        after.strangerUntil(GuardStep.BAN, ip("192.0.2.1"), Misbehaviour.OVERSIZED);
        after.guard.onMisbehaviour(HERE, null, Misbehaviour.MALFORMED);
        keeper.round();
        assertThat(counting.replaced).isZero();
        assertThat(keeper.health().status()).isEqualTo(ComponentHealth.Status.DEGRADED);
        counting.unreadable = false;
        keeper.round();
        assertThat(after.guard.admit(HERE)).isEqualTo(GuardVerdict.BANNED);
        assertThat(after.guard.standing("203.0.113.7").orElseThrow().events())
                .as("what was seen meanwhile is not forgotten")
                .extracting(event -> event.kind())
                .containsExactlyInAnyOrder("OVERSIZED", "MALFORMED");
        assertThat(counting.kept)
                .extracting(GuardRecord::subject)
                .containsExactlyInAnyOrder("203.0.113.7", "192.0.2.1");
        keeper.close();
    }

    @Test
    void aStoreThatCouldNeverBeReadIsNotReplacedAtTheEndEither() {
        CountingStore counting = new CountingStore();
        GuardKeeper keeper = new GuardKeeper(before.guard, counting);
        counting.unreadable = true;
        keeper.start();
        before.strangerUntil(GuardStep.BAN, HERE, Misbehaviour.OVERSIZED);
        keeper.close();
        assertThat(counting.replaced).isZero();
    }

    @Test
    void whatIsReadLateIsAddedToWhatWasSeenMeanwhile() {
        for (int i = 0; i < 4; i++) {
            before.guard.onMisbehaviour(HERE, null, Misbehaviour.OVERSIZED);
        }
        GuardedNetwork after = new GuardedNetwork();
        after.pass(Duration.ofMinutes(10));
        after.guard.onMisbehaviour(HERE, null, Misbehaviour.FAILED_HANDSHAKE);
        after.guard.restore(before.guard.records(10));
        assertThat(after.guard.standing("203.0.113.7").orElseThrow().score()).isEqualTo(-50);
        after.pass(Duration.ofMinutes(10));
        assertThat(after.guard.standing("203.0.113.7").orElseThrow().score()).isEqualTo(-25);
    }

    private static void work(GuardedNetwork net, GuardedWorker worker) {
        worker.onAccepted();
        worker.settle(net.clock.nanoTime());
    }

    private static void assertNobodyGetsHereBanned(GuardedNetwork net) {
        GuardedConnection returned = net.guard.open(HERE);
        GuardedWorker rig = returned.worker("rig");
        for (int i = 0; i < 100; i++) {
            assertThat(net.guard.onMisbehaviour(HERE, null, Misbehaviour.MALFORMED))
                    .isNotEqualTo(GuardStep.BAN);
        }
        GuardedConnection intruder = net.guard.open(HERE);
        GuardedWorker sameName = intruder.worker("rig");
        for (int i = 0; i < 100; i++) {
            assertThat(sameName.onMisbehaviour(Misbehaviour.DUPLICATE_SHARE)).isNotEqualTo(GuardStep.BAN);
        }
        assertThat(returned.tick(0)).isFalse();
        assertThat(rig.isBanned()).isFalse();
        assertThat(net.guard.admit(HERE)).isEqualTo(GuardVerdict.ADMITTED);
    }

    @Test
    void whoWorkedBeforeALongRestartHasTimeToComeBack() {
        GuardKeeper keeper = new GuardKeeper(before.guard, store);
        keeper.start();
        work(before, before.guard.open(HERE).worker("rig"));
        keeper.close();
        GuardedNetwork after = new GuardedNetwork();
        after.pass(Duration.ofHours(1));
        store.reopen();
        GuardKeeper again = new GuardKeeper(after.guard, store);
        again.start();
        assertNobodyGetsHereBanned(after);
        after.pass(Duration.ofMinutes(10));
        after.strangerUntil(GuardStep.BAN, HERE, Misbehaviour.MALFORMED);
        again.close();
    }

    @Test
    void whoWorkedBeforeABanHasTimeToComeBackThoughThePoolWasRestartedMeanwhile() {
        GuardKeeper keeper = new GuardKeeper(before.guard, store);
        keeper.start();
        work(before, before.guard.open(HERE).worker("rig"));
        before.guard.ban("203.0.113.7", Duration.ofDays(3), "operator");
        keeper.close();
        GuardedNetwork after = restarted();
        after.pass(Duration.ofDays(3).minusSeconds(1));
        assertThat(after.guard.admit(HERE)).isEqualTo(GuardVerdict.BANNED);
        after.pass(Duration.ofMinutes(9));
        assertNobodyGetsHereBanned(after);
        after.pass(Duration.ofMinutes(2));
        after.strangerUntil(GuardStep.BAN, HERE, Misbehaviour.MALFORMED);
    }

    @Test
    void whatWorkersDidIsNotKeptAsWhatStrangersDid() {
        GuardedConnection connection = before.guard.open(HERE);
        GuardedWorker alice = connection.worker("alice");
        GuardedWorker bob = connection.worker("bob");
        for (int i = 0; i < 45; i++) {
            alice.onMisbehaviour(Misbehaviour.DUPLICATE_SHARE);
            bob.onMisbehaviour(Misbehaviour.DUPLICATE_SHARE);
        }
        assertThat(before.guard.standing("203.0.113.7").orElseThrow().score()).isEqualTo(-180);
        assertThat(before.guard.records(10))
                .extracting(GuardRecord::subject)
                .containsExactlyInAnyOrder("203.0.113.7 alice", "203.0.113.7 bob");
        work(before, alice);
        before.guard.ban("203.0.113.7", Duration.ofHours(1), "operator");
        assertThat(before.guard.records(10))
                .filteredOn(record -> record.subject().equals("203.0.113.7"))
                .hasSize(1)
                .allMatch(record -> record.badMilli() == 0 && record.goodMilli() == 0);
    }

    @Test
    void acceptedWorkIsKeptNowAndThenAndAtTheEnd() {
        CountingStore counting = new CountingStore();
        GuardKeeper keeper = new GuardKeeper(before.guard, counting);
        keeper.start();
        GuardedWorker rig = before.guard.open(HERE).worker("rig");
        for (int round = 1; round <= 2 * GuardKeeper.WORK_ROUNDS; round++) {
            work(before, rig);
            keeper.round();
            assertThat(counting.replaced).as("round %d", round).isEqualTo(round / GuardKeeper.WORK_ROUNDS);
        }
        for (int round = 0; round < GuardKeeper.WORK_ROUNDS; round++) {
            keeper.round();
        }
        assertThat(counting.replaced).as("no more work").isEqualTo(2);
        work(before, rig);
        keeper.close();
        assertThat(counting.replaced).isEqualTo(3);
        assertThat(counting.kept).extracting(GuardRecord::subject).containsExactly("203.0.113.7");
    }

    @Test
    void strangeRecordsArePassedOver() {
        store.replace(List.of(
                new GuardRecord("no address at all", 1, 5_000, "WARN", 0, List.of(), null),
                new GuardRecord("203.0.113.7", -5, 40_000, "A_LATER_STEP", Long.MAX_VALUE, List.of(), null)));
        GuardedNetwork after = restarted();
        assertThat(after.guard.standing("203.0.113.7").orElseThrow().score()).isEqualTo(-40);
        assertThat(after.guard.remembered()).isEqualTo(1);
    }

    @Test
    void theWorstAreKeptWhenThereIsNoRoomForAll() {
        for (int i = 1; i <= 5; i++) {
            for (int j = 0; j < i; j++) {
                before.guard.onMisbehaviour(ip("192.0.2." + i), null, Misbehaviour.MALFORMED);
            }
        }
        before.guard.ban("198.51.100.1", Duration.ofHours(1), "");
        assertThat(before.guard.records(3))
                .extracting(GuardRecord::subject)
                .containsExactly("198.51.100.1", "192.0.2.5", "192.0.2.4");
    }

    /** Counts, and fails on demand. */
    private static final class CountingStore implements GuardStore {
        int replaced;
        boolean broken;
        boolean unreadable;
        List<GuardRecord> kept = new ArrayList<>();

        @Override
        public List<GuardRecord> load() {
            check();
            if (unreadable) {
                throw new GuardStoreException("cannot be read");
            }
            return kept;
        }

        @Override
        public void replace(List<GuardRecord> records) {
            check();
            replaced++;
            kept = records;
        }

        private void check() {
            if (broken) {
                throw new GuardStoreException("no disk");
            }
        }

        @Override
        public void close() {
            // nothing to let go of
        }
    }
}
