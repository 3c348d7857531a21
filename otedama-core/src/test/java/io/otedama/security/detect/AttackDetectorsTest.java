package io.otedama.security.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.spi.PoolControl.Alarm;
import io.otedama.testkit.HonestTraffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AttackDetectorsTest {
    private static final long SEED = 77;

    private final AttackDetectors detectors = new AttackDetectors(DetectionConfig.DEFAULT);
    private final List<Alarm> alarms = new ArrayList<>();
    private final Map<String, WorkerSample> workers = new HashMap<>();
    private long nowMillis = 1_000_000;

    @Test
    void honestTrafficWithFarmProxyAndBlockChangesRaisesNothing() {
        new HonestTraffic(SEED, 1e6).homes(60).farm(40).proxy(40).shared(200).run(detectors, 3_600, alarms::add);
        assertThat(alarms).as("seed %d, ten hours", SEED).isEmpty();
    }

    @Test
    void aChangeOfBlockThatReachesEverybodyLateIsNoStorm() {
        for (int minute = 0; minute < 60; minute++) {
            crowd(100, minute == 30 ? 0 : 12, minute == 30 ? 12 : 0);
            round();
        }
        assertThat(alarms).isEmpty();
    }

    @Test
    void oneWithStaleSharesAmongOthersWithoutIsAStorm() {
        for (int minute = 0; minute < 30; minute++) {
            crowd(100, 12, 0);
            add("slow", 2, 10, 0, 0, 0, 0, 0);
            round();
        }
        assertThat(kinds("slow")).containsExactly("STALE_STORM");
        assertThat(alarms).allMatch(alarm -> alarm.subject().equals("slow"));
    }

    @Test
    void eachKindOfRefusalHasItsStorm() {
        for (int minute = 0; minute < 30; minute++) {
            crowd(100, 12, 0);
            add("again", 10, 0, 10, 0, 0, 0, 0);
            add("easy", 10, 0, 0, 10, 0, 0, 0);
            add("prober", 10, 0, 0, 0, 10, 0, 0);
            round();
        }
        assertThat(kinds("again")).containsExactly("DUPLICATE_STORM");
        assertThat(kinds("easy")).containsExactly("LOW_DIFFICULTY_STORM");
        assertThat(kinds("prober")).containsExactly("EXTRANONCE_PROBING");
        assertThat(alarms).extracting(Alarm::detail).anyMatch(text -> text.contains("of all others"));
    }

    @Test
    void aFloodAndAJumpAreNoticed() {
        for (int minute = 0; minute < 120; minute++) {
            add("flood", 1_200, 0, 0, 0, 0, 0, 0);
            add("steady", 12, 0, 0, 0, 0, 0, 0);
            add("rented", minute < 100 ? 12 : 240, 0, 0, 0, 0, 0, 0);
            round();
        }
        assertThat(kinds("flood")).containsExactly("SHARE_FLOOD");
        assertThat(kinds("rented")).containsExactly("HASHRATE_JUMP");
        assertThat(kinds("steady")).isEmpty();
    }

    @Test
    void whoWithholdsIsNamedAndSoIsTheAccount() {
        for (int i = 0; i < 105; i++) {
            add("thief.1", 12, 0, 0, 0, 0, 0.05, 0);
            add("thief.2", 12, 0, 0, 0, 0, 0.05, 0);
            add("honest.1", 12, 0, 0, 0, 0, 0.05, i % 20 == 19 ? 1 : 0);
            round();
        }
        assertThat(alarms).as("10.5 expected blocks in two halves").hasSize(1);
        assertThat(alarms.get(0).kind()).isEqualTo("BLOCK_WITHHOLDING");
        assertThat(alarms.get(0).subject()).isEqualTo("thief");
        assertThat(alarms.get(0).detail())
                .startsWith("0 blocks in work that should contain 10.")
                .contains("100 %");
        for (int i = 0; i < 102; i++) {
            add("thief.1", 12, 0, 0, 0, 0, 0.05, 0);
            round();
        }
        assertThat(kinds("thief.1")).containsExactly("BLOCK_WITHHOLDING");
    }

    @Test
    void whatTheJournalKnewCountsForWithholdingAndForNothingElse() {
        add("back", 1_000, 500, 500, 500, 500, 10.31, 0);
        round();
        assertThat(kinds("back")).containsExactly("BLOCK_WITHHOLDING");
    }

    @Test
    void aWorkerThatBeginsAnewIsNotCreditedLessThanNothing() {
        add("x", 100, 100, 0, 0, 0, 5, 1);
        round();
        workers.clear();
        add("x", 1, 0, 0, 0, 0, 0.01, 0);
        round();
        add("x", 12, 0, 0, 0, 0, 0.01, 0);
        round();
        assertThat(alarms).isEmpty();
    }

    @Test
    void noMoreWorkersAreWatchedThanAllowed() {
        AttackDetectors small = new AttackDetectors(DetectionConfig.DEFAULT.withMaxWorkers(10));
        crowd(11, 1, 0);
        small.sample(nowMillis, workers.values().iterator(), alarms::add);
        assertThat(small.watchedWorkers()).isEqualTo(10);
        assertThat(small.watchedAccounts()).isLessThanOrEqualTo(10);
        workers.clear();
        crowd(3, 1, 0);
        small.sample(nowMillis, workers.values().iterator(), alarms::add);
        assertThat(small.watchedWorkers()).as("who has left is forgotten").isEqualTo(3);
        assertThat(small.watchedAccounts()).isEqualTo(3);
    }

    @Test
    void triedAccountsAreAlarmsToo() {
        for (int i = 0; i < 31; i++) {
            detectors.logins().onLogin("192.0.2.7", "victim" + i, false, nowMillis);
        }
        round();
        assertThat(kinds("192.0.2.7")).containsExactly("LOGIN_ENUMERATION");
    }

    private void crowd(int count, long accepted, long stale) {
        for (int i = 0; i < count; i++) {
            add("crowd" + i + ".x", accepted, stale, 0, 0, 0, 0, 0);
        }
    }

    private void round() {
        nowMillis += 60_000;
        detectors.sample(nowMillis, workers.values().iterator(), alarms::add);
    }

    private TreeSet<String> kinds(String subject) {
        TreeSet<String> found = new TreeSet<>();
        alarms.stream().filter(alarm -> alarm.subject().equals(subject)).forEach(alarm -> found.add(alarm.kind()));
        return found;
    }

    /** What the worker has done in one more minute. */
    private void add(
            String name,
            long accepted,
            long stale,
            long duplicate,
            long low,
            long malformed,
            double blocks,
            long found) {
        WorkerSample s =
                workers.getOrDefault(name, new WorkerSample(name, name.split("\\.")[0], 1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        workers.put(
                name,
                new WorkerSample(
                        name,
                        s.account(),
                        1,
                        s.accepted() + accepted,
                        s.work() + accepted,
                        s.expectedBlocks() + blocks,
                        s.blocks() + found,
                        s.stale() + stale,
                        s.duplicate() + duplicate,
                        s.lowDifficulty() + low,
                        s.malformed() + malformed,
                        s.other()));
    }
}
