package io.otedama.bench.cases;

import io.otedama.Pool;
import io.otedama.bench.node.MockNode;
import io.otedama.bench.node.MockNodeConfig;
import io.otedama.bench.run.BenchResult;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Network;
import io.otedama.node.CoreNode;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.client.SubmitOutcome;
import io.otedama.stratum.client.WorkUnit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How long a found block takes from the miner to the node: a real pool with a file journal and a block archive, a miner, and
 * a mock node, over loopback in one process. Between two blocks the machine comes to rest, as it has in ten minutes.
 *
 * <pre>
 *   miner: submit ... line written ........................... MockNode: first byte of submitblock read
 *          |---------------------- submitToFirstByte ----------------------------------|
 *                     |----------- writtenToFirstByte ---------------------------------|
 * </pre>
 *
 * @param transactions in each template
 * @param blocks that are measured
 * @param warmUp blocks before them
 * @param restMillis between the new job and the next submit
 * @param directory where journal and archive are made, null: the system's temporary directory
 */
record BlockCase(
        int transactions,
        int blocks,
        int warmUp,
        int restMillis,
        @Nullable Path directory) {
    private static final String ADDRESS = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";
    private static final Difficulty EVERY_HASH = Difficulty.of("0.0000000001");
    private static final long WAIT_SECONDS = 60;

    BenchResult run() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        BlockingQueue<Long> firstBytes = new ArrayBlockingQueue<>(1_024);
        StratumServer server = new StratumServer(StratumConfig.builder()
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .build());
        MockNodeConfig chain = MockNodeConfig.of(Network.BITCOIN_REGTEST, transactions, MockNodeConfig.REGTEST_BITS);
        try (TempDirectory data = TempDirectory.in(directory);
                MockNode node = new MockNode(chain, (firstByteNs, blockBytes) -> firstBytes.add(firstByteNs))) {
            node.start();
            try (Pool pool = pool(node, server, data.path())) {
                pool.start();
                try (BlockMiner miner = new BlockMiner(server.localAddress(), ADDRESS)) {
                    return measure(node, miner, firstBytes);
                }
            }
        }
    }

    private static Pool pool(MockNode node, StratumServer server, Path data) {
        return Pool.builder()
                .node(CoreNode.builder().endpoint(node.url()).build())
                .payoutAddress(ADDRESS)
                .fixedDifficulty(EVERY_HASH)
                .difficultyBounds(EVERY_HASH, EVERY_HASH)
                .journal(FileJournal.open(data.resolve("journal"), JournalConfig.defaults()))
                .dataDirectory(data)
                .frontEnd(server)
                .build();
    }

    private BenchResult measure(MockNode node, BlockMiner miner, BlockingQueue<Long> firstBytes)
            throws InterruptedException, ExecutionException, TimeoutException {
        Latencies fromSubmit = new Latencies(blocks);
        Latencies fromWritten = new Latencies(blocks);
        for (int i = 0; i < warmUp + blocks; i++) {
            WorkUnit solved = miner.solveNext();
            node.awaitPrepared();
            rest();
            CompletableFuture<SubmitOutcome> outcome = new CompletableFuture<>();
            BlockMiner.Sent sent = miner.submit(solved, outcome);
            Long firstByteNs = firstBytes.poll(WAIT_SECONDS, TimeUnit.SECONDS);
            if (firstByteNs == null || outcome.get(WAIT_SECONDS, TimeUnit.SECONDS) != SubmitOutcome.ACCEPTED) {
                throw new IllegalStateException("block " + i + " did not arrive, or its share was refused");
            }
            if (i >= warmUp) {
                fromSubmit.add(firstByteNs - sent.beginNs());
                fromWritten.add(firstByteNs - sent.writtenNs());
            }
        }
        BenchResult result = new BenchResult("block")
                .parameter("transactions", transactions)
                .parameter("blocks", blocks)
                .parameter("warmUp", warmUp)
                .parameter("restMillis", restMillis);
        fromSubmit.report(result, "submitToFirstByte");
        fromWritten.report(result, "writtenToFirstByte");
        return result;
    }

    private void rest() throws InterruptedException {
        var unused =
                new CountDownLatch(1).await(restMillis, TimeUnit.MILLISECONDS); // nobody counts down: only time passes
    }
}
