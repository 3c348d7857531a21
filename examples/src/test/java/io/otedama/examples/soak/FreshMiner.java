package io.otedama.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.pow.PowHasher;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.stratum.client.ClientListener;
import io.otedama.stratum.client.StratumClient;
import io.otedama.stratum.client.StratumJob;
import io.otedama.stratum.client.SubmitReply;
import io.otedama.stratum.client.WorkUnit;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody who comes when it is over: gets work and an accepted share, and that soon. */
final class FreshMiner {
    private static final String NAME = "fresh.miner";
    private static final int ATTEMPTS = 5;

    private FreshMiner() {}

    /**
     * Mines one share.
     *
     * @param seconds time for each step
     * @return the miner's name and what it is owed
     */
    static Tally mineOne(int port, int seconds) throws Exception {
        BlockingQueue<StratumJob> jobs = new ArrayBlockingQueue<>(1_000);
        ClientListener listener = new ClientListener() {
            @Override
            public void onJob(StratumJob job) {
                jobs.offer(job);
            }
        };
        try (StratumClient client = StratumClient.builder()
                .server("127.0.0.1", port)
                .user(NAME)
                .proofOfWork(new Sha256dProofOfWork())
                .listener(listener)
                .build()) {
            client.start().get(seconds, TimeUnit.SECONDS);
            Tally tally = new Tally();
            for (int i = 0; i < ATTEMPTS && tally.accepted == 0; i++) { // a block may come in between
                StratumJob job = jobs.poll(seconds, TimeUnit.SECONDS);
                assertThat(job).as("a job within %d s", seconds).isNotNull();
                if (submit(client, job, seconds)) {
                    tally.accepted = 1;
                    tally.acceptedWork = job.shareTarget().work();
                }
            }
            assertThat(tally.accepted).as("an accepted share of a fresh miner").isOne();
            return tally;
        }
    }

    static String name() {
        return NAME;
    }

    private static boolean submit(StratumClient client, StratumJob job, int seconds) throws Exception {
        PowHasher hasher = new Sha256dProofOfWork().newHasher();
        WorkUnit unit = new WorkUnit(job);
        byte[] hash = new byte[32];
        int nonce = -1;
        do {
            unit.nonce(++nonce);
            hasher.hash(unit.header(), 0, hash, 0);
        } while (!job.shareTarget().target().isMetBy(hash, 0));
        SubmitReply reply =
                client.submit(job, unit.extranonce2(), unit.time(), nonce, 0).get(seconds, TimeUnit.SECONDS);
        return reply.accepted();
    }
}
