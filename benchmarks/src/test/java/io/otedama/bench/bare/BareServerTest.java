package io.otedama.bench.bare;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.stratum.client.ClientListener;
import io.otedama.stratum.client.StratumClient;
import io.otedama.stratum.client.StratumJob;
import io.otedama.stratum.client.SubmitReply;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BareServerTest {
    private static final int WAIT_SECONDS = 20;

    private static BareConfig config(String difficulty, Duration jobEvery) {
        return new BareConfig(new InetSocketAddress("127.0.0.1", 0), 2, 12, 8, Difficulty.of(difficulty), jobEvery);
    }

    /** A miner, and the jobs it was sent. */
    private record Miner(StratumClient client, BlockingQueue<StratumJob> jobs) implements AutoCloseable {
        static Miner at(BareServer server, int versionMask) throws Exception {
            BlockingQueue<StratumJob> jobs = new LinkedBlockingQueue<>();
            StratumClient client = StratumClient.builder()
                    .server(server.localAddress())
                    .user("worker")
                    .versionRolling(versionMask)
                    .listener(new ClientListener() {
                        @Override
                        public void onJob(StratumJob job) {
                            jobs.add(job);
                        }
                    })
                    .build();
            client.start().get(WAIT_SECONDS, TimeUnit.SECONDS);
            return new Miner(client, jobs);
        }

        StratumJob job() throws InterruptedException {
            StratumJob job = jobs.poll(WAIT_SECONDS, TimeUnit.SECONDS);
            assertThat(job).isNotNull();
            return job;
        }

        CompletableFuture<SubmitReply> submit(StratumJob job, int nonce, int versionBits) {
            byte[] extranonce2 = {1, 2, 3, 4, 5, 6, 7, 8};
            return client.submit(job, extranonce2, job.time(), nonce, versionBits);
        }

        @Override
        public void close() {
            client.close();
        }
    }

    @Test
    void itsVerdictsAreThoseOfAMinersOwnArithmetic() throws Exception {
        try (BareServer server = new BareServer(config("0.0000000004", Duration.ZERO))) {
            server.start();
            try (Miner miner = Miner.at(server, Handshake.BIP320_MASK);
                    Miner other = Miner.at(server, 0)) {
                verify(miner, 0x1fffe000);
                verify(other, 0);
                assertThat(miner.client().session().extranonce())
                        .isNotEqualTo(other.client().session().extranonce());
            }
        }
    }

    private static void verify(Miner miner, int mask) throws Exception {
        StratumJob job = miner.job();
        assertThat(job.versionMask()).isEqualTo(mask);
        assertThat(job.merkleBranch()).hasSize(12);
        byte[] extranonce2 = {1, 2, 3, 4, 5, 6, 7, 8};
        int good = 0;
        List<CompletableFuture<SubmitReply>> replies = new ArrayList<>();
        List<Boolean> expected = new ArrayList<>();
        for (int nonce = 0; nonce < 100; nonce++) {
            int bits = (nonce << 13) & mask;
            boolean meets = job.shareTarget()
                    .target()
                    .isMetBy(job.header(extranonce2, job.time(), nonce, bits).hash());
            expected.add(meets);
            good += meets ? 1 : 0;
            replies.add(miner.submit(job, nonce, bits));
        }
        for (int i = 0; i < replies.size(); i++) {
            SubmitReply reply = replies.get(i).get(WAIT_SECONDS, TimeUnit.SECONDS);
            assertThat(reply.accepted()).isEqualTo(expected.get(i));
            assertThat(reply.code()).isEqualTo(expected.get(i) ? 0 : SubmitReply.LOW_DIFFICULTY);
        }
        assertThat(good).isBetween(20, 90);
    }

    @Test
    void aNewJobReplacesTheOldOne() throws Exception {
        try (BareServer server = new BareServer(config(BareConfig.DEFAULT_DIFFICULTY, Duration.ZERO))) {
            server.start();
            try (Miner miner = Miner.at(server, 0)) {
                StratumJob first = miner.job();
                server.newJob();
                StratumJob second = miner.job();
                assertThat(second.clean()).isTrue();
                assertThat(miner.submit(first, 1, 0)
                                .get(WAIT_SECONDS, TimeUnit.SECONDS)
                                .code())
                        .isEqualTo(SubmitReply.JOB_NOT_FOUND);
                assertThat(miner.submit(second, 1, 0)
                                .get(WAIT_SECONDS, TimeUnit.SECONDS)
                                .accepted())
                        .isTrue();
            }
        }
    }

    @Test
    void jobsComeByThemselvesWhenAsked() throws Exception {
        try (BareServer server = new BareServer(config(BareConfig.DEFAULT_DIFFICULTY, Duration.ofMillis(30)))) {
            server.start();
            try (Miner miner = Miner.at(server, 0)) {
                assertThat(miner.job().id()).isNotEqualTo(miner.job().id());
            }
        }
    }

    @Test
    void linesMayComeInPieces() throws Exception {
        try (BareServer server = new BareServer(config(BareConfig.DEFAULT_DIFFICULTY, Duration.ZERO))) {
            server.start();
            try (Miner miner = Miner.at(server, 0)) {
                StratumJob job = miner.job();
                miner.client().sendRaw("{\"id\":900,\"method\":\"mining.su".getBytes(StandardCharsets.US_ASCII));
                miner.client().sendRaw("ggest_difficulty\",\"params\":[1]}\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(miner.submit(job, 1, 0)
                                .get(WAIT_SECONDS, TimeUnit.SECONDS)
                                .accepted())
                        .isTrue();
            }
        }
    }
}
