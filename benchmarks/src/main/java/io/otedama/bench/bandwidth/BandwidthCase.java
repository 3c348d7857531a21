package io.otedama.bench.bandwidth;

import io.otedama.Pool;
import io.otedama.bench.node.MockNode;
import io.otedama.bench.node.MockNodeConfig;
import io.otedama.bench.run.BenchResult;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Network;
import io.otedama.node.CoreNode;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.Sv2Config;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Bytes of miners' lines at a real pool.
 *
 * @param transactions in each template
 * @param seconds to measure
 * @param secondsPerShare of each mining connection
 */
record BandwidthCase(int transactions, int seconds, int secondsPerShare) {
    private static final String ADDRESS = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";
    private static final double EVERY_HASH = 1.0 / (1L << 32);
    private static final int BLOCK_SECONDS = 10;

    /** Of a miner with a share each five seconds, work each 30 s and six blocks an hour. */
    private static final int SHARES_PER_HOUR = 720;

    private static final int JOBS_PER_HOUR = 126;

    BenchResult run() throws Exception {
        Difficulty difficulty = Difficulty.of(java.math.BigDecimal.valueOf(EVERY_HASH * secondsPerShare));
        StratumServer server = new StratumServer(StratumConfig.builder()
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .sv2(Sv2Config.of(AuthorityKeyPair.generate(new SecureRandom())))
                .build());
        MockNodeConfig chain =
                MockNodeConfig.of(Network.BITCOIN_REGTEST, transactions, MockNodeConfig.DIFFICULTY_1_BITS);
        try (MockNode node = new MockNode(chain)) {
            node.start();
            try (Pool pool = Pool.builder()
                    .node(CoreNode.builder().endpoint(node.url()).build())
                    .payoutAddress(ADDRESS)
                    .fixedDifficulty(difficulty)
                    .difficultyBounds(difficulty, difficulty)
                    .frontEnd(server)
                    .build()) {
                pool.start();
                return measure(node, server);
            }
        }
    }

    private BenchResult measure(MockNode node, StratumServer server) throws Exception {
        Map<Line.Kind, Pair> pairs = new EnumMap<>(Line.Kind.class);
        try {
            for (Line.Kind kind : Line.Kind.values()) {
                pairs.put(kind, new Pair(new Line(kind, server, 1), new Line(kind, server, 1)));
            }
            pause(2); // first jobs have come
            pairs.values().forEach(Pair::begin);
            for (int second = 0; second < seconds; second += BLOCK_SECONDS) {
                pause(Math.min(BLOCK_SECONDS, seconds - second));
                node.newBlock();
            }
            pause(BLOCK_SECONDS); // what is acknowledged late
            BenchResult result = new BenchResult("bandwidth")
                    .parameter("transactions", transactions)
                    .parameter("seconds", seconds)
                    .parameter("secondsPerShare", secondsPerShare);
            double v1 = 0;
            for (Map.Entry<Line.Kind, Pair> entry : pairs.entrySet()) {
                v1 = report(result, entry.getKey(), entry.getValue(), v1);
            }
            return result;
        } finally {
            for (Pair pair : pairs.values()) {
                pair.close();
            }
        }
    }

    /** Returns the bytes of an hour with Stratum V1, which is the first. */
    private static double report(BenchResult result, Line.Kind kind, Pair pair, double v1) {
        String name = kind.name().toLowerCase(java.util.Locale.ROOT);
        double job = pair.bytesPerJob();
        double share = pair.bytesPerShare();
        double hour = share * SHARES_PER_HOUR + job * JOBS_PER_HOUR;
        double reference = kind == Line.Kind.V1 ? hour : v1;
        result.number(name + ".shares", pair.mining.shares())
                .number(name + ".jobs", pair.idle.jobs())
                .number(name + ".bytesPerShare", Math.round(share))
                .number(name + ".bytesPerShareUp", Math.round(pair.upPerShare()))
                .number(name + ".bytesPerJob", Math.round(job))
                .number(name + ".bytesPerHour", Math.round(hour))
                .number(name + ".factor", Math.round(10 * reference / hour) / 10.0);
        return reference;
    }

    private static void pause(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** An idle and a mining connection of one kind. */
    private static final class Pair {
        private final Line idle;
        private final Line mining;
        private long idleDown;
        private long idleJobs;
        private long miningUp;
        private long miningDown;
        private long miningJobs;

        private Pair(Line idle, Line mining) {
            this.idle = idle;
            this.mining = mining;
        }

        private void begin() {
            idleDown = idle.down();
            idleJobs = idle.jobs();
            miningUp = mining.up();
            miningDown = mining.down();
            miningJobs = mining.jobs();
            mining.mine();
        }

        private double bytesPerJob() {
            return (idle.down() - idleDown) / (double) Math.max(1, idle.jobs() - idleJobs);
        }

        private double upPerShare() {
            return (mining.up() - miningUp) / (double) Math.max(1, mining.shares());
        }

        private double bytesPerShare() {
            double jobs = bytesPerJob() * (mining.jobs() - miningJobs);
            return upPerShare() + (mining.down() - miningDown - jobs) / Math.max(1, mining.shares());
        }

        private void close() throws Exception {
            idle.close();
            mining.close();
        }
    }
}
