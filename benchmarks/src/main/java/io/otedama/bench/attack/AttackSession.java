package io.otedama.bench.attack;

import io.otedama.bench.load.ServerProcess;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tries attacks on one pool, one after the other. Used by one thread.
 *
 * <pre>
 *   honest miners connect -> quiet -> look at the heap -> attack begins, honest miners mine -> look -> attack ends -> look
 * </pre>
 */
public final class AttackSession {
    /** What a pool gets to notice that attackers have gone. */
    private static final long REST_NS = TimeUnit.MILLISECONDS.toNanos(300);

    private final Victim victim;
    private final HonestPlan honest;
    private final AttackLimits limits;
    private final ServerHeap heap;
    private final ServerProcess process;
    private final double quietSeconds;
    private final double seconds;
    private final long seed;
    private int attacks;

    /**
     * @param quietSeconds that honest miners mine alone before each attack
     * @param seconds that each attack lasts
     * @param seed of all that is random
     */
    public AttackSession(
            Victim victim, HonestPlan honest, AttackLimits limits, double quietSeconds, double seconds, long seed) {
        this.victim = victim;
        this.honest = honest;
        this.limits = limits;
        this.heap = new ServerHeap(victim.pids());
        this.process = new ServerProcess(victim.pids());
        this.quietSeconds = quietSeconds;
        this.seconds = Math.min(seconds, AttackLimits.MAX_SECONDS);
        this.seed = seed;
    }

    /** Mines a while without anybody looking: compilers and caches of both sides are cold. */
    public void warmUp(double warmUpSeconds) {
        try (HonestMiners miners = new HonestMiners(victim, honest, warmUpSeconds)) {
            miners.connect();
            miners.mine(warmUpSeconds);
        }
    }

    /** Makes one attack. */
    AttackRow run(Attack attack) {
        return run(attack, seconds, () -> {});
    }

    /**
     * Makes one attack.
     *
     * @param afterwards runs when the attackers have gone and the honest miners are still there
     */
    AttackRow run(Attack attack, double attackSeconds, Runnable afterwards) {
        int index = attacks++;
        if (attack.door() == Attack.Door.HTTP && victim.http() == null) {
            return new AttackRow(attack.name(), attack.description(), null);
        }
        try (HonestMiners miners = new HonestMiners(victim, honest, quietSeconds + attackSeconds)) {
            miners.connect();
            long heapQuiet = heap.liveBytes();
            Phase quiet = mine(miners, quietSeconds);
            try (AttackRun run = new AttackRun(attack, index, victim, limits, seed + index)) {
                run.start();
                Phase under = mine(miners, attackSeconds);
                long heapUnder = heap.liveBytes();
                long resident = heap.residentBytes();
                AttackCount count = run.stop();
                LockSupport.parkNanos(REST_NS);
                afterwards.run();
                AttackRow.Heap memory = new AttackRow.Heap(heapQuiet, heapUnder, heap.liveBytes(), resident);
                AttackRow.Machine machine =
                        new AttackRow.Machine(quiet.cores(), under.cores(), quiet.hiccup(), under.hiccup());
                AttackRow.Outcome outcome =
                        new AttackRow.Outcome(quiet.honest(), under.honest(), count, memory, machine);
                return new AttackRow(attack.name(), attack.description(), outcome);
            }
        }
    }

    /** What was seen while honest miners mined. */
    private record Phase(HonestPhase honest, double cores, double hiccup) {}

    private Phase mine(HonestMiners miners, double phaseSeconds) {
        try (Hiccups hiccups = new Hiccups()) {
            long before = cpuNs();
            HonestPhase honestPhase = miners.mine(phaseSeconds);
            double cores = process.isKnown() ? (cpuNs() - before) / 1e9 / honestPhase.seconds() : Double.NaN;
            return new Phase(honestPhase, cores, hiccups.endAndTell());
        }
    }

    private long cpuNs() {
        return process.isKnown() ? process.cpuNs() : 0;
    }
}
