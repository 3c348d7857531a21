package io.otedama.testkit;

import io.otedama.security.detect.AttackDetectors;
import io.otedama.security.detect.WorkerSample;
import io.otedama.spi.PoolControl.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;

/**
 * A pool in which nobody does wrong, in steps of ten seconds of simulated time, for measuring how often detectors are wrong. What
 * it assumes of honest miners:
 *
 * <pre>
 *   who       machines at home, one address each; a farm of many names behind one address; a proxy of many accounts behind one
 *             address; one name that many connections share
 *   shares    Poisson, one in 5 s and connection once vardiff has settled; it starts up to 50 times too easy, and follows a
 *             hashrate that halves or doubles twice a day
 *   stale     a change of block every 10 minutes, exponential; a miner hears of it after 0.15 s (median, log-normal, sigma 1), three
 *             of a hundred after 2 to 6 s; one change of twenty reaches everybody 8 s late (exponential)
 *   duplicate one share in 10,000; one in 500 of the two machines in a hundred whose firmware repeats itself
 *   low       a few after each rise of difficulty
 *   malformed after a reconnect half a share on average for a job that the pool does not know
 *   reconnect twice a day, away for 5 minutes (exponential), groups together; the pool itself starts again every three days
 *   names     one login in 100 fails, for ever
 * </pre>
 */
@NullMarked
public final class HonestTraffic {
    /** Of a step. */
    public static final long STEP_MS = 10_000;

    private static final double STEP_S = STEP_MS / 1e3;
    private static final double SHARES_PER_SECOND = 0.2;
    private static final double TWICE_A_DAY = STEP_S / 43_200;
    private static final double POOL_RESTART = STEP_S / (3 * 86_400);
    private static final double BLOCK_CHANGE = STEP_S / 600;

    private final Random random;
    private final List<Miner> miners = new ArrayList<>();
    private final double networkDifficulty;
    private long nowMillis = 1_700_000_000_000L;

    /**
     * @param networkDifficulty in units in which a machine's hashrate is 1 difficulty by second
     */
    public HonestTraffic(long seed, double networkDifficulty) {
        this.random = new Random(seed);
        this.networkDifficulty = networkDifficulty;
    }

    /** So many machines, each with an address and an account of its own. */
    public HonestTraffic homes(int machines) {
        for (int i = 0; i < machines; i++) {
            add("home" + i + ".x", "192.0.2." + i, new Group(), 1);
        }
        return this;
    }

    /** A farm: many names of one account behind one address. */
    public HonestTraffic farm(int machines) {
        Group together = new Group();
        for (int i = 0; i < machines; i++) {
            add("farm." + i, "198.51.100.1", together, 1);
        }
        return this;
    }

    /** A proxy: many accounts behind one address. */
    public HonestTraffic proxy(int customers) {
        Group together = new Group();
        for (int i = 0; i < customers; i++) {
            add("customer" + i + ".rig", "203.0.113.1", together, 1);
        }
        return this;
    }

    /** One name that many connections share. */
    public HonestTraffic shared(int connections) {
        add("shared.all", "203.0.113.9", new Group(), connections);
        return this;
    }

    private void add(String name, String address, Group group, int connections) {
        miners.add(new Miner(name, address, group, connections, random));
    }

    public int workers() {
        return miners.size();
    }

    /** Lets time pass, and has the detectors look at every step. */
    public void run(AttackDetectors detectors, long steps, Consumer<Alarm> alarms) {
        for (long i = 0; i < steps; i++) {
            nowMillis += STEP_MS;
            step(detectors);
            detectors.sample(nowMillis, miners.stream().map(Miner::sample).iterator(), alarms);
        }
    }

    private void step(AttackDetectors detectors) {
        boolean change = random.nextDouble() < BLOCK_CHANGE;
        double lateForAll = change && random.nextInt(20) == 0 ? exponential(8) : 0;
        boolean restart = random.nextDouble() < POOL_RESTART;
        miners.forEach(miner -> miner.group.decided = false);
        for (Miner miner : miners) {
            miner.group.decide(restart);
            if (miner.group.returns) {
                reconnect(miner, detectors);
            }
            if (miner.group.isOnline()) {
                mine(miner, detectors);
                if (change) {
                    miner.stale += poisson(miner.rate() * (miner.latencySeconds + lateForAll));
                }
            }
        }
    }

    private void reconnect(Miner miner, AttackDetectors detectors) {
        miner.malformed += poisson(0.5 * miner.connections);
        miner.hasMined = false;
        detectors.logins().onLogin(miner.address, miner.account, !miner.failsToLogIn, nowMillis);
    }

    private void mine(Miner miner, AttackDetectors detectors) {
        if (random.nextDouble() < TWICE_A_DAY) {
            miner.hashrate = miner.hashrate > 0.75 ? 0.5 : 1;
        }
        long shares = poisson(miner.rate() * STEP_S);
        if (shares > 0 && !miner.hasMined) {
            miner.hasMined = true;
            detectors.logins().onMined(miner.address, miner.account, nowMillis);
        }
        if (miner.failsToLogIn) {
            detectors.logins().onLogin(miner.address, miner.account + "x", false, nowMillis);
        }
        miner.accepted += shares;
        miner.work += shares * miner.difficulty * 0x1p32;
        double expected = shares * miner.difficulty / networkDifficulty;
        miner.expectedBlocks += expected;
        miner.blocks += poisson(expected);
        miner.duplicate += poisson(shares * miner.duplicates);
        retarget(miner);
    }

    /** Vardiff of the crudest kind: notices a factor of two within a minute. */
    private void retarget(Miner miner) {
        double wanted = miner.hashrate / SHARES_PER_SECOND;
        double ratio = wanted / miner.difficulty;
        if ((ratio > 1.8 || ratio < 0.55) && random.nextDouble() < 0.3) {
            miner.lowDifficulty += ratio > 1 ? poisson(Math.min(ratio, 4) * miner.connections) : 0;
            miner.difficulty *= Math.min(ratio, 16);
        }
    }

    private double exponential(double mean) {
        return -Math.log1p(-random.nextDouble()) * mean;
    }

    private long poisson(double mean) {
        if (mean > 60) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double left = Math.exp(-mean);
        double product = random.nextDouble();
        long count = 0;
        while (product > left) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    /** Those that come and go together. */
    private final class Group {
        private boolean decided;
        private boolean returns;
        private boolean isNew = true;
        private double awaySeconds;

        void decide(boolean restart) {
            if (decided) {
                return;
            }
            decided = true;
            boolean wasAway = awaySeconds > 0;
            awaySeconds = Math.max(0, awaySeconds - STEP_S);
            if (!wasAway && random.nextDouble() < TWICE_A_DAY) {
                awaySeconds = exponential(300);
            }
            returns = awaySeconds == 0 && (wasAway || restart || isNew);
            isNew = isNew && !returns;
        }

        boolean isOnline() {
            return awaySeconds == 0;
        }
    }

    private static final class Miner {
        private final String name;
        private final String account;
        private final String address;
        private final Group group;
        private final int connections;
        private final double latencySeconds;
        private final double duplicates;
        private final boolean failsToLogIn;
        private double hashrate = 1;
        private double difficulty;
        private boolean hasMined;
        private long accepted;
        private double work;
        private double expectedBlocks;
        private long blocks;
        private long stale;
        private long duplicate;
        private long lowDifficulty;
        private long malformed;

        Miner(String name, String address, Group group, int connections, Random random) {
            this.name = name;
            this.account = name.substring(0, name.indexOf('.'));
            this.address = address;
            this.group = group;
            this.connections = connections;
            this.latencySeconds =
                    random.nextInt(100) < 3 ? 2 + 4 * random.nextDouble() : 0.15 * Math.exp(random.nextGaussian());
            this.duplicates = random.nextInt(100) < 2 ? 2e-3 : 1e-4;
            this.failsToLogIn = random.nextInt(100) == 0;
            this.difficulty = 1 / SHARES_PER_SECOND / (1 + 49 * random.nextDouble());
        }

        /** Shares by second of all its connections. */
        double rate() {
            return connections * hashrate / difficulty;
        }

        WorkerSample sample() {
            return new WorkerSample(
                    name,
                    account,
                    connections,
                    accepted,
                    work,
                    expectedBlocks,
                    blocks,
                    stale,
                    duplicate,
                    lowDifficulty,
                    malformed,
                    0);
        }
    }
}
