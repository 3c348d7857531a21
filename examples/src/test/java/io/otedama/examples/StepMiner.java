package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.pow.PowHasher;
import io.otedama.pow.ProofOfWork;
import io.otedama.stratum.client.ClientListener;
import io.otedama.stratum.client.StratumClient;
import io.otedama.stratum.client.StratumJob;
import io.otedama.stratum.client.SubmitReply;
import io.otedama.stratum.client.WorkUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Mines one block at a time over TCP and says which: solves the newest job once, submits, waits for a job on another
 * previous block. So every block it finds is on the tip, and each must be accepted.
 */
final class StepMiner implements AutoCloseable {
    private static final long WAIT_S = 60;

    private final StratumClient client;
    private final PowHasher hasher;
    private final BlockingQueue<StratumJob> jobs = new LinkedBlockingQueue<>(10_000);
    private final List<Hash256> found = new ArrayList<>();
    private final byte[] hash = new byte[Hash256.BYTES];
    private long extranonce2;
    private Hash256 lastSolved = Hash256.ZERO;

    StepMiner(int port, ProofOfWork algorithm) throws Exception {
        this(port, algorithm, "step.miner", "step/1.0");
    }

    StepMiner(int port, ProofOfWork algorithm, String user, String userAgent) throws Exception {
        hasher = algorithm.newHasher();
        client = StratumClient.builder()
                .server("127.0.0.1", port)
                .user(user)
                .userAgent(userAgent)
                .proofOfWork(algorithm)
                .listener(new ClientListener() {
                    @Override
                    public void onJob(StratumJob job) {
                        jobs.offer(job);
                    }
                })
                .build();
        client.start().get(WAIT_S, TimeUnit.SECONDS);
    }

    /** Mines that many blocks, each on the one before; the replies must all be positive. */
    void mine(int blocks) throws Exception {
        for (int i = 0; i < blocks; i++) {
            mineOne();
        }
    }

    /** Blocks found so far, in order. */
    List<Hash256> found() {
        return found;
    }

    private void mineOne() throws Exception {
        StratumJob job = jobs.poll(WAIT_S, TimeUnit.SECONDS);
        while (job != null && (job.previousBlock().equals(lastSolved) || !jobs.isEmpty())) {
            StratumJob next = jobs.poll(jobs.isEmpty() ? WAIT_S : 0, TimeUnit.SECONDS);
            job = next == null ? job : next;
        }
        assertThat(job).as("a job on a new block within %s s", WAIT_S).isNotNull();
        WorkUnit unit = new WorkUnit(job);
        unit.extranonce2(++extranonce2);
        int nonce = 0;
        while (true) {
            unit.nonce(nonce);
            hasher.hash(unit.header(), 0, hash, 0);
            if (job.networkTarget().isMetBy(hash, 0)) {
                break;
            }
            nonce++;
        }
        SubmitReply reply =
                client.submit(job, unit.extranonce2(), unit.time(), nonce, 0).get(WAIT_S, TimeUnit.SECONDS);
        assertThat(reply.accepted()).as("reply %s on %s", reply, job).isTrue();
        found.add(BlockHeader.parse(unit.header(), 0).hash());
        lastSolved = job.previousBlock();
    }

    @Override
    public void close() {
        client.close();
    }
}
