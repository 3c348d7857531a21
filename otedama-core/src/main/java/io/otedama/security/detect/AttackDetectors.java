package io.otedama.security.detect;

import io.otedama.spi.PoolControl.Alarm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All detectors behind one door. Each round takes a sample of every worker, first all of them, so that a worker is judged beside the
 * rest of the pool, then judges them one by one. Alarms are not held back here when they repeat: {@link AlarmLog} does.
 *
 * <p>Bounded: at most {@code maxWorkers} workers are watched, and no more accounts than workers; who is not in a round is forgotten.
 * One thread, but for {@link #logins()}.
 */
public final class AttackDetectors {
    /** In the order of the counts of {@link WorkerWatch}. */
    private static final List<AlarmKind> STORMS = List.of(
            AlarmKind.STALE_STORM,
            AlarmKind.DUPLICATE_STORM,
            AlarmKind.LOW_DIFFICULTY_STORM,
            AlarmKind.EXTRANONCE_PROBING);

    private final DetectionConfig config;
    private final LoginEnumeration logins;
    private final Map<String, WorkerWatch> workers = new HashMap<>();
    private final Map<String, AccountWatch> accounts = new HashMap<>();
    private final StormTest[] storms = new StormTest[STORMS.size()];
    private final double[] pool = new double[WorkerWatch.COUNTS];
    private long round;

    public AttackDetectors(DetectionConfig config) {
        this.config = config;
        this.logins = new LoginEnumeration(config.logins());
        storms[WorkerWatch.STALE] = config.stale();
        storms[WorkerWatch.DUPLICATE] = config.duplicate();
        storms[WorkerWatch.LOW_DIFFICULTY] = config.lowDifficulty();
        storms[WorkerWatch.MALFORMED] = config.malformed();
    }

    /** Where logins are told. Any thread. */
    public LoginEnumeration logins() {
        return logins;
    }

    /**
     * One round.
     *
     * @param samples every worker once
     * @param alarms takes what was noticed
     */
    public void sample(long nowMillis, Iterator<WorkerSample> samples, Consumer<Alarm> alarms) {
        round++;
        List<WorkerWatch> seen = new ArrayList<>();
        while (samples.hasNext()) {
            WorkerSample sample = samples.next();
            WorkerWatch watch = watch(sample, nowMillis);
            if (watch != null) {
                watch.round = round;
                seen.add(watch);
            }
        }
        workers.values().removeIf(watch -> watch.round != round);
        sumUp(seen);
        for (WorkerWatch watch : seen) {
            judgeShares(watch, nowMillis, alarms);
            judgeBlocks(watch, nowMillis, alarms);
        }
        accounts.entrySet().removeIf(e -> e.getValue().round != round);
        accounts.forEach((name, account) -> account.judge(name, nowMillis, alarms));
        for (LoginEnumeration.Suspect suspect : logins.suspects(nowMillis)) {
            alarms.accept(alarm(
                    nowMillis,
                    AlarmKind.LOGIN_ENUMERATION,
                    suspect.address(),
                    "%d accounts tried that failed or never mined, beside %d sessions that mine",
                    suspect.accounts(),
                    suspect.miningSessions()));
        }
    }

    private @Nullable WorkerWatch watch(WorkerSample sample, long nowMillis) {
        WorkerWatch known = workers.get(sample.name());
        if (known != null) {
            known.advance(sample, nowMillis, config.jump());
            return known;
        }
        if (workers.size() >= config.maxWorkers()) {
            return null;
        }
        WorkerWatch watch = new WorkerWatch(sample, config.newWithholdingTest(), nowMillis);
        workers.put(sample.name(), watch);
        return watch;
    }

    private void sumUp(List<WorkerWatch> seen) {
        for (int i = 0; i < pool.length; i++) {
            pool[i] = 0;
            for (WorkerWatch watch : seen) {
                pool[i] += watch.recent(i);
            }
        }
    }

    private void judgeShares(WorkerWatch watch, long nowMillis, Consumer<Alarm> alarms) {
        String name = watch.sample().name();
        double all = watch.recent(WorkerWatch.ALL);
        double othersAll = pool[WorkerWatch.ALL] - all;
        for (int i = 0; i < storms.length; i++) {
            double refused = watch.recent(i);
            double othersRefused = pool[i] - refused;
            if (storms[i].isStorm(refused, all, watch.connections(), othersRefused, othersAll)) {
                alarms.accept(alarm(
                        nowMillis,
                        STORMS.get(i),
                        name,
                        "%.0f of %.0f shares lately, %.0f of %.0f of all others",
                        refused,
                        all,
                        othersRefused,
                        othersAll));
            }
        }
        if (config.flood().isFlood(watch.floodShares(), watch.connections())) {
            alarms.accept(alarm(
                    nowMillis,
                    AlarmKind.SHARE_FLOOD,
                    name,
                    "%.1f shares a second over %.0f connections",
                    watch.floodShares() * 1e3 / ShareFlood.WINDOW_MS,
                    watch.connections()));
        }
        if (watch.jumped > 0) {
            alarms.accept(
                    alarm(nowMillis, AlarmKind.HASHRATE_JUMP, name, "%.1f times its usual work lately", watch.jumped));
            watch.acceptJump();
        }
    }

    private void judgeBlocks(WorkerWatch watch, long nowMillis, Consumer<Alarm> alarms) {
        double expected = watch.newExpectedBlocks();
        long blocks = watch.newBlocks();
        judge(watch.withholding(), expected, blocks, watch.sample().name(), nowMillis, alarms);
        AccountWatch account = accounts.computeIfAbsent(
                watch.sample().account(), name -> new AccountWatch(config.newWithholdingTest()));
        account.round = round;
        account.expected += expected;
        account.blocks += blocks;
    }

    private static void judge(
            WithholdingTest test, double expected, long blocks, String subject, long now, Consumer<Alarm> alarms) {
        int guilty = test.observe(expected, blocks);
        if (guilty != WithholdingTest.NONE) {
            alarms.accept(alarm(
                    now,
                    AlarmKind.BLOCK_WITHHOLDING,
                    subject,
                    "%d blocks in work that should contain %.1f; it looks as if %.0f %% were missing lately",
                    test.foundBlocks(),
                    test.expectedBlocks(),
                    100 * test.withheld(guilty)));
        }
    }

    private static Alarm alarm(long nowMillis, AlarmKind kind, String subject, String detail, Object... numbers) {
        return new Alarm(nowMillis, kind.name(), subject, String.format(Locale.ROOT, detail, numbers));
    }

    int watchedWorkers() {
        return workers.size();
    }

    int watchedAccounts() {
        return accounts.size();
    }

    /** The work of an account's workers in one round. */
    private static final class AccountWatch {
        private final WithholdingTest test;
        private double expected;
        private long blocks;
        private long round;

        AccountWatch(WithholdingTest test) {
            this.test = test;
        }

        void judge(String name, long nowMillis, Consumer<Alarm> alarms) {
            AttackDetectors.judge(test, expected, blocks, name, nowMillis, alarms);
            expected = 0;
            blocks = 0;
        }
    }
}
