package io.otedama.bench.cases;

import com.sun.management.ThreadMXBean;
import io.otedama.Pool;
import io.otedama.bench.load.LoadPlan;
import io.otedama.bench.load.LoadRun;
import io.otedama.bench.load.Measurement;
import io.otedama.bench.load.Pace;
import io.otedama.bench.load.ShareMix;
import io.otedama.bench.node.MockNode;
import io.otedama.bench.node.MockNodeConfig;
import io.otedama.bench.run.BenchResult;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Network;
import io.otedama.node.CoreNode;
import io.otedama.pipeline.PipelineConfig;
import io.otedama.pow.ProofOfWorks;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.transport.StratumLimits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What the pool's own threads allocate per accepted share, from decoding to the answer, with a file journal: a real pool and
 * the load generator in one process, told apart by the names of their threads.
 *
 * @param seconds measured, after as many to warm up
 */
record AllocationCase(int seconds) {
    private static final String ADDRESS = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
    private static final int UNLIMITED = 1_000_000_000;
    private static final int CONNECTIONS = 50;
    private static final int DEPTH = 8;
    private static final int TRANSACTIONS = 2_000;

    /** More than two cores take; the duplicate filter has room for as many, as its growth is not what is measured. */
    private static final int MOST_PER_SECOND = 350_000;

    private static final int SHARES_PER_BLOCK = 1 << 28;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    BenchResult run() throws IOException {
        StratumServer server = new StratumServer(StratumConfig.builder()
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .limits(StratumLimits.builder()
                        .maxRequestsPerSecond(UNLIMITED)
                        .requestBurst(UNLIMITED)
                        .build())
                .build());
        MockNodeConfig chain = MockNodeConfig.of(Network.BITCOIN, TRANSACTIONS, MockNodeConfig.DIFFICULTY_1_BITS);
        try (TempDirectory data = TempDirectory.in(null);
                MockNode node = new MockNode(chain, (firstByteNs, blockBytes) -> {})) {
            node.start();
            try (Pool pool = Pool.builder()
                    .node(CoreNode.builder().endpoint(node.url()).build())
                    .payoutAddress(ADDRESS)
                    .fixedDifficulty(Difficulty.MIN)
                    .pipeline(PipelineConfig.forCores(Runtime.getRuntime().availableProcessors())
                            .withDuplicates(2 * seconds * MOST_PER_SECOND, SHARES_PER_BLOCK))
                    .journal(FileJournal.open(data.path().resolve("journal"), JournalConfig.defaults()))
                    .dataDirectory(data.path())
                    .frontEnd(server)
                    .build()) {
                pool.start();
                return measure(server.localAddress());
            }
        }
    }

    private BenchResult measure(InetSocketAddress server) {
        LoadPlan plan = new LoadPlan(
                server,
                CONNECTIONS,
                0,
                0,
                DEPTH,
                ShareMix.onlyGood(),
                0,
                false,
                1,
                0,
                List.of(),
                "load.{n}",
                "x",
                ProofOfWorks.byName("sha256d"),
                null,
                30);
        try (LoadRun run = new LoadRun(plan)) {
            run.connect();
            run.measure(Pace.MAX, seconds);
            long before = allocatedByThePool();
            Measurement measured = run.measure(Pace.MAX, seconds);
            long bytes = allocatedByThePool() - before;
            run.drain();
            return new BenchResult("allocation")
                    .parameter("seconds", seconds)
                    .number("accepted", measured.accepted())
                    .number("poolBytes", bytes)
                    .number("poolBytesPerShare", (double) bytes / measured.accepted());
        }
    }

    /** Bytes that event loops and pipeline have allocated so far. */
    private static long allocatedByThePool() {
        long sum = 0;
        for (long id : THREADS.getAllThreadIds()) {
            var thread = THREADS.getThreadInfo(id);
            String name = thread == null ? "" : thread.getThreadName();
            if (name.startsWith("stratum-loop") || name.startsWith("otedama-pipeline")) {
                sum += Math.max(0, THREADS.getThreadAllocatedBytes(id));
            }
        }
        return sum;
    }
}
