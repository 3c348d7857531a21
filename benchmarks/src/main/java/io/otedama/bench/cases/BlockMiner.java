package io.otedama.bench.cases;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import io.otedama.stratum.client.ClientListener;
import io.otedama.stratum.client.StratumClient;
import io.otedama.stratum.client.StratumJob;
import io.otedama.stratum.client.SubmitOutcome;
import io.otedama.stratum.client.WorkUnit;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds blocks, one per tip, and notes when the miner sent each. One thread calls; the connection has an event loop of its
 * own, on which a submit is written without a hand-over.
 */
final class BlockMiner implements AutoCloseable {
    private static final long WAIT_SECONDS = 60;
    private static final int MAX_JOBS = 1_024;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("bench-miner", true), NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final BlockingQueue<StratumJob> jobs = new ArrayBlockingQueue<>(MAX_JOBS);
    private final StratumClient client;
    private final Sha256d sha = new Sha256d();
    private final byte[] hash = new byte[Hash256.BYTES];
    private Hash256 lastSolved = Hash256.ZERO;

    /**
     * @param beginNs {@code System.nanoTime()} before the miner's submit
     * @param writtenNs the same, when its line was handed to the socket
     */
    record Sent(long beginNs, long writtenNs) {}

    BlockMiner(InetSocketAddress pool, String user) throws InterruptedException, ExecutionException, TimeoutException {
        client = StratumClient.builder()
                .server(pool)
                .user(user)
                .group(group)
                .listener(new ClientListener() {
                    @Override
                    public void onJob(StratumJob job) {
                        if (!jobs.offer(job)) {
                            throw new IllegalStateException("the pool sends jobs that nobody takes");
                        }
                    }
                })
                .build();
        client.start().get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for a job on another block than the one solved last, and solves it. */
    WorkUnit solveNext() throws InterruptedException {
        StratumJob job;
        do {
            job = jobs.poll(WAIT_SECONDS, TimeUnit.SECONDS);
            if (job == null) {
                throw new IllegalStateException("no job on a new block within " + WAIT_SECONDS + " s");
            }
        } while (job.previousBlock().equals(lastSolved) || !jobs.isEmpty());
        lastSolved = job.previousBlock();
        WorkUnit unit = new WorkUnit(job);
        int nonce = -1;
        do {
            unit.nonce(++nonce);
            sha.hash(unit.header(), 0, unit.header().length, hash, 0);
        } while (!job.networkTarget().isMetBy(hash, 0));
        return unit;
    }

    /**
     * @param accepted completes with the pool's answer to the share
     */
    Sent submit(WorkUnit solved, CompletableFuture<SubmitOutcome> accepted)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Sent> sent = new CompletableFuture<>();
        loop.execute(() -> {
            long begin = System.nanoTime();
            client.submit(
                    0,
                    solved.job(),
                    solved.extranonce2(),
                    solved.time(),
                    solved.nonce(),
                    0,
                    (token, outcome, code, message) -> accepted.complete(outcome));
            sent.complete(new Sent(begin, System.nanoTime()));
        });
        return sent.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        client.close();
        group.shutdownGracefully(0, WAIT_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(WAIT_SECONDS, TimeUnit.SECONDS);
    }
}
