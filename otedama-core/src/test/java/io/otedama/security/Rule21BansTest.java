package io.otedama.security;

import static io.otedama.security.GuardedNetwork.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.event.PoolEvent;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RULE 21: bans by behaviour of a connection and worker, never by a shared address, never by a name others can use. */
class Rule21BansTest {
    private static final InetAddress FARM = ip("203.0.113.7");
    private static final InetAddress ELSEWHERE = ip("198.51.100.9");

    private final GuardedNetwork net = new GuardedNetwork();
    private final Guard guard = net.guard;

    @Test
    void rule21TheLadderIsClimbedStepByStep() {
        GuardedConnection connection = guard.open(FARM);
        GuardedWorker worker = connection.worker("alice");
        List<GuardStep> steps = new ArrayList<>();
        while (!steps.contains(GuardStep.BAN)) {
            GuardStep step = worker.onMisbehaviour(Misbehaviour.DUPLICATE_SHARE);
            if (step != GuardStep.NONE) {
                steps.add(step);
            }
        }
        assertThat(steps)
                .containsExactly(
                        GuardStep.WARN, GuardStep.RESEND_JOB, GuardStep.RECONNECT, GuardStep.DROP, GuardStep.BAN);
        assertThat(net.count("guard.steps.drop")).isEqualTo(1);
        assertThat(net.count("guard.bans")).isEqualTo(1);
        assertThat(net.events)
                .containsExactly(new PoolEvent.Banned(
                        net.clock.epochMillis(),
                        "203.0.113.7 alice",
                        net.clock.epochMillis() + 300_000,
                        "misbehaviour, the last time DUPLICATE_SHARE"));
    }

    @Test
    void rule21OfAHundredWorkersBehindOneAddressOnlyTheBadOneIsBanned() {
        List<GuardedWorker> workers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            workers.add(guard.open(FARM).worker("farm.rig" + i));
        }
        for (int round = 0; round < 60; round++) {
            net.pass(Duration.ofSeconds(5));
            for (int i = 1; i < 100; i++) {
                workers.get(i).onShare(net.clock.nanoTime());
                workers.get(i).onAccepted();
                workers.get(i).settle(net.clock.nanoTime());
            }
            workers.get(0).onMisbehaviour(Misbehaviour.DUPLICATE_SHARE);
        }
        assertThat(guard.bans(10)).extracting(ban -> ban.network()).containsExactly("203.0.113.7 farm.rig0");
        assertThat(guard.admit(FARM)).isEqualTo(GuardVerdict.ADMITTED);
        assertThat(guard.open(FARM).worker("farm.rig0")).isNull();
        assertThat(guard.open(FARM).refusal("farm.rig0")).contains("banned from this address for");
        assertThat(guard.open(FARM).worker("farm.rig1")).isNotNull();
    }

    @Test
    void rule21NobodyCanHaveANameBannedElsewhere() {
        net.workerUntil(GuardStep.BAN, guard.open(FARM).worker("alice"), Misbehaviour.DUPLICATE_SHARE);
        assertThat(guard.open(FARM).worker("alice")).isNull();
        assertThat(guard.open(ELSEWHERE).worker("alice")).isNotNull();
    }

    @Test
    void rule21NobodyCanHaveANeighboursNameBannedWhoWorksUnderIt() {
        GuardedConnection honest = guard.open(FARM);
        GuardedWorker victim = honest.worker("rig");
        for (int attempt = 0; attempt < 10; attempt++) {
            work(victim);
            GuardedConnection intruder = guard.open(FARM);
            net.workerUntil(GuardStep.DROP, intruder.worker("rig"), Misbehaviour.DUPLICATE_SHARE);
            assertThat(victim.onMisbehaviour(Misbehaviour.STALE_SHARE))
                    .isIn(GuardStep.NONE, GuardStep.WARN, GuardStep.RESEND_JOB);
            intruder.close(net.clock.nanoTime());
            assertThat(victim.onMisbehaviour(Misbehaviour.STALE_SHARE))
                    .as("alone again")
                    .isIn(GuardStep.NONE, GuardStep.WARN, GuardStep.RESEND_JOB);
            assertThat(honest.tick(net.clock.nanoTime())).isFalse();
            net.pass(Duration.ofMinutes(1));
        }
        assertThat(victim.isBanned()).isFalse();
        assertThat(guard.bans(10)).isEmpty();
        assertThat(guard.open(FARM).worker("rig")).isNotNull();
    }

    @Test
    void rule21WhoUsesANeighboursNameBesideOthersIsExpelledFromThatConnectionOnly() {
        GuardedWorker victim = guard.open(FARM).worker("rig");
        work(victim);
        GuardedConnection proxy = guard.open(FARM);
        GuardedWorker good = proxy.worker("good");
        GuardedWorker intruder = proxy.worker("rig");
        for (int i = 0; i < 100; i++) {
            good.onAccepted();
        }
        net.workerUntil(GuardStep.BAN, intruder, Misbehaviour.DUPLICATE_SHARE);
        assertThat(intruder.isBanned()).isTrue();
        assertThat(proxy.tick(0)).isFalse();
        assertThat(intruder.isBanned()).as("for good").isTrue();
        assertThat(good.isBanned()).isFalse();
        assertThat(victim.isBanned()).isFalse();
        assertThat(guard.bans(10)).isEmpty();
    }

    @Test
    void rule21ANameThatOneConnectionUsesIsBannedThoughItWorksNowAndThen() {
        GuardedWorker worker = guard.open(FARM).worker("rig");
        boolean banned = false;
        for (int i = 0; i < 100 && !banned; i++) {
            work(worker);
            for (int j = 0; j < 5; j++) {
                banned |= worker.onMisbehaviour(Misbehaviour.DUPLICATE_SHARE) == GuardStep.BAN;
            }
        }
        assertThat(banned).isTrue();
        assertThat(guard.bans(10)).extracting(ban -> ban.network()).containsExactly("203.0.113.7 rig");
    }

    private void work(GuardedWorker worker) {
        worker.onAccepted();
        worker.settle(net.clock.nanoTime());
    }

    @Test
    void rule21GarbageBeforeAnyWorkerBansTheAddress() {
        int times = net.strangerUntil(GuardStep.BAN, FARM, Misbehaviour.FAILED_HANDSHAKE);
        assertThat(times).isEqualTo(10);
        assertThat(guard.admit(FARM)).isEqualTo(GuardVerdict.BANNED);
        assertThat(guard.isBanned(FARM)).isTrue();
        assertThat(guard.admit(ip("203.0.113.8"))).isEqualTo(GuardVerdict.ADMITTED);
        assertThat(net.count("guard.refused.banned")).isEqualTo(1);
    }

    @Test
    void rule21GarbageFromAnAddressWhereSomebodyWorksEndsConnectionsOnly() {
        GuardedWorker honest = guard.open(FARM).worker("honest");
        for (int i = 0; i < 200; i++) {
            if (i % 20 == 0) {
                honest.onAccepted();
                honest.settle(net.clock.nanoTime());
            }
            assertThat(guard.onMisbehaviour(FARM, null, Misbehaviour.MALFORMED)).isNotEqualTo(GuardStep.BAN);
        }
        assertThat(guard.admit(FARM)).isEqualTo(GuardVerdict.ADMITTED);
    }

    @Test
    void rule21WhoGoesOnWithGarbageAfterWorkHasEndedIsBanned() {
        GuardedWorker honest = guard.open(FARM).worker("honest");
        work(honest);
        for (int second = 0; second <= 600; second++) {
            GuardStep step = guard.onMisbehaviour(FARM, null, Misbehaviour.MALFORMED);
            assertThat(step).as("second %d", second).isNotEqualTo(GuardStep.BAN);
            net.pass(Duration.ofSeconds(1));
        }
        assertThat(guard.onMisbehaviour(FARM, null, Misbehaviour.MALFORMED)).isEqualTo(GuardStep.BAN);
        assertThat(guard.bans(10)).extracting(ban -> ban.network()).containsExactly("203.0.113.7");
    }

    @Test
    void rule21WhoWasBannedForANeighbourHasTimeToComeBack() {
        GuardedWorker rig = guard.open(FARM).worker("rig");
        work(rig);
        net.pass(Duration.ofMinutes(10).plusMillis(1));
        net.strangerUntil(GuardStep.BAN, FARM, Misbehaviour.MALFORMED);
        net.pass(Duration.ofMinutes(5));
        assertGarbageBansNobody();
        net.pass(Duration.ofMinutes(9));
        assertGarbageBansNobody();
        work(rig);
        net.pass(Duration.ofMinutes(9));
        assertGarbageBansNobody();
        net.pass(Duration.ofMinutes(2));
        net.strangerUntil(GuardStep.BAN, FARM, Misbehaviour.MALFORMED);
        assertThat(guard.bans(10)).hasSize(1).allMatch(ban -> ban.times() == 2);
        guard.unban("203.0.113.7");
        assertGarbageBansNobody();
    }

    private void assertGarbageBansNobody() {
        for (int i = 0; i < 100; i++) {
            assertThat(guard.onMisbehaviour(FARM, null, Misbehaviour.MALFORMED)).isNotEqualTo(GuardStep.BAN);
        }
        assertThat(guard.admit(FARM)).isEqualTo(GuardVerdict.ADMITTED);
    }

    @Test
    void rule21AnAddressOfWhichMostWorkersMisbehaveAndNoneWorksIsBanned() {
        for (int i = 0; i < Guard.MIN_BAD_WORKERS; i++) {
            assertThat(guard.isBanned(FARM)).isFalse();
            GuardedWorker worker = guard.open(FARM).worker("name" + i);
            for (int j = 0; j < 60 && !guard.isBanned(FARM); j++) {
                worker.onMisbehaviour(Misbehaviour.DUPLICATE_SHARE);
            }
        }
        assertThat(guard.isBanned(FARM)).isTrue();
    }

    @Test
    void rule21AnAddressOfWhichHalfTheWorkersAreGoodIsNotBanned() {
        for (int i = 0; i < 4; i++) {
            GuardedWorker beginner = guard.open(FARM).worker("beginner" + i);
            beginner.onShare(net.clock.nanoTime());
            beginner.settle(net.clock.nanoTime());
        }
        for (int i = 0; i < 4; i++) {
            net.workerUntil(GuardStep.BAN, guard.open(FARM).worker("bad" + i), Misbehaviour.DUPLICATE_SHARE);
        }
        assertThat(guard.isBanned(FARM)).isFalse();
    }

    @Test
    void rule21NamesThatNobodyMinesUnderDoNotShieldAnAddress() {
        GuardedConnection idle = guard.open(FARM);
        for (int i = 0; i < 61; i++) {
            idle.worker("idle" + i);
        }
        for (int i = 0; i < 3; i++) {
            net.workerUntil(GuardStep.BAN, guard.open(FARM).worker("bad" + i), Misbehaviour.DUPLICATE_SHARE);
        }
        assertThat(guard.isBanned(FARM)).isTrue();
    }

    @Test
    void rule21OnASharedConnectionABadWorkerIsRefusedAndTheOthersGoOn() {
        GuardedConnection proxy = guard.open(FARM);
        GuardedWorker good = proxy.worker("good");
        GuardedWorker bad = proxy.worker("bad");
        for (int i = 0; i < 49; i++) {
            good.onAccepted();
            good.onAccepted();
            GuardStep step = bad.onMisbehaviour(Misbehaviour.DUPLICATE_SHARE);
            assertThat(step).isIn(GuardStep.NONE, GuardStep.WARN, GuardStep.RESEND_JOB);
        }
        assertThat(bad.onMisbehaviour(Misbehaviour.DUPLICATE_SHARE)).isEqualTo(GuardStep.BAN);
        assertThat(bad.isBanned()).isTrue();
        assertThat(good.isBanned()).isFalse();
        assertThat(proxy.hasWelcomeWorkers()).isTrue();
        assertThat(proxy.tick(net.clock.nanoTime())).isFalse();
        assertThat(proxy.worker("bad")).isNull();
        assertThat(proxy.worker("good")).isSameAs(good);
    }

    @Test
    void rule21OtherConnectionsOfABannedWorkerEndWithinATick() {
        GuardedConnection second = guard.open(FARM);
        second.worker("alice");
        assertThat(second.tick(0)).isFalse();
        net.workerUntil(GuardStep.BAN, guard.open(FARM).worker("alice"), Misbehaviour.DUPLICATE_SHARE);
        assertThat(second.tick(0)).isTrue();
    }

    @Test
    void rule21ABanBetweenTheDoorAndTheProtocolEndsTheConnection() {
        assertThat(guard.admit(FARM)).isEqualTo(GuardVerdict.ADMITTED);
        guard.ban("203.0.113.7", Duration.ofHours(1), "");
        assertThat(guard.open(FARM).tick(0)).isTrue();
    }

    @Test
    void rule21AWorkersBanEndsOnAConnectionThatLivesOn() {
        GuardedConnection proxy = guard.open(FARM);
        proxy.worker("good");
        GuardedWorker bad = proxy.worker("bad");
        net.workerUntil(GuardStep.BAN, bad, Misbehaviour.DUPLICATE_SHARE);
        assertThat(proxy.tick(0)).isFalse();
        net.pass(Duration.ofMinutes(5).minusMillis(1));
        assertThat(proxy.tick(0)).isFalse();
        assertThat(bad.isBanned()).isTrue();
        net.pass(Duration.ofMillis(1));
        assertThat(proxy.tick(0)).isFalse();
        assertThat(bad.isBanned()).isFalse();
    }

    @Test
    void rule21ExemptNetworksAreConfigurationAndByDefaultThisMachine() {
        Guard byDefault = Guard.withDefaults(net.clock, net.metrics);
        InetAddress here = ip("127.0.0.1");
        for (int i = 0; i < 1_000; i++) {
            assertThat(byDefault.onMisbehaviour(here, null, Misbehaviour.OVERSIZED))
                    .isEqualTo(GuardStep.NONE);
        }
        assertThat(byDefault.isExempt(ip("::1"))).isTrue();
        assertThat(byDefault.isExempt(ip("127.0.0.2"))).isFalse();
        net.strangerUntil(GuardStep.BAN, here, Misbehaviour.OVERSIZED);
        assertThat(guard.isBanned(here)).isTrue();
    }

    @Test
    void rule21HonestMinersAreNeverTouched() {
        GuardedConnection connection = guard.open(FARM);
        GuardedWorker worker = connection.worker("honest");
        // five percent stale, three duplicates after a reconnect, ten low shares after each change of difficulty
        for (int share = 0; share < 20_000; share++) {
            net.pass(Duration.ofMillis(200));
            worker.onShare(net.clock.nanoTime());
            Misbehaviour kind = share % 20 == 0 ? Misbehaviour.STALE_SHARE : null;
            kind = share % 1_000 < 3 ? Misbehaviour.DUPLICATE_SHARE : kind;
            kind = share % 500 >= 490 ? Misbehaviour.LOW_DIFFICULTY_SHARE : kind;
            if (kind == null) {
                worker.onAccepted();
            } else {
                assertThat(worker.onMisbehaviour(kind)).as("share %d", share).isEqualTo(GuardStep.NONE);
            }
        }
    }
}
