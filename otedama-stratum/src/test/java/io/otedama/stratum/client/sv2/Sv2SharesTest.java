package io.otedama.stratum.client.sv2;

import static io.otedama.stratum.client.sv2.Sv2FakePool.CHANNEL;
import static io.otedama.stratum.client.sv2.Sv2FakePool.NTIME;
import static io.otedama.stratum.client.sv2.Sv2FakePool.futureExtendedJob;
import static io.otedama.stratum.client.sv2.Sv2FakePool.futureStandardJob;
import static io.otedama.stratum.client.sv2.Sv2FakePool.prevHash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import io.otedama.stratum.V2Peer;
import io.otedama.stratum.client.MinerJob;
import io.otedama.stratum.client.StratumClient;
import io.otedama.stratum.client.SubmitOutcome;
import io.otedama.stratum.client.SubmitReply;
import io.otedama.stratum.v2.message.mining.SubmitSharesError;
import io.otedama.stratum.v2.message.mining.SubmitSharesExtended;
import io.otedama.stratum.v2.message.mining.SubmitSharesStandard;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares on their way to the server, and what is heard of them. */
@Timeout(30)
class Sv2SharesTest {
    private final Sv2FakePool pool = new Sv2FakePool();
    private final Sv2Recorder events = new Sv2Recorder();

    @AfterEach
    void closePool() {
        pool.close();
    }

    private Sv2Client start(Sv2ClientBuilder builder) {
        Sv2Client client = builder.listener(events).build();
        var unused = client.start();
        return client;
    }

    private Sv2Job work(V2Peer peer, long id) throws IOException {
        futureStandardJob(peer, id);
        prevHash(peer, CHANNEL, id);
        return events.skipTo(Sv2Job.class);
    }

    private static CompletableFuture<SubmitReply> submit(Sv2Client client, Sv2Job job, int nonce) {
        return client.submit(job, new byte[0], job.time(), nonce, 0);
    }

    private static SubmitReply reply(CompletableFuture<SubmitReply> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aStandardShareIsSentWithItsWholeVersion() throws Exception {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            Sv2Job job = work(peer, 9);
            var unused = client.submit(job, new byte[0], (int) NTIME + 1, 0xdeadbeef, 0xffffffff);
            SubmitSharesStandard share = peer.expect(new SubmitSharesStandard());
            assertThat(share.channelId()).isEqualTo(CHANNEL);
            assertThat(share.sequenceNumber()).isEqualTo(1);
            assertThat(share.jobId()).isEqualTo(9);
            assertThat(share.nonce()).isEqualTo(0xdeadbeefL);
            assertThat(share.ntime()).isEqualTo(NTIME + 1);
            assertThat(share.version()).isEqualTo(0x3fffe000L);
        }
    }

    @Test
    void anExtendedShareCarriesItsExtranonce() throws Exception {
        try (Sv2Client client = start(pool.client().extended(4))) {
            V2Peer peer = Sv2FakePool.extended(pool.accept());
            futureExtendedJob(peer, CHANNEL, 9);
            prevHash(peer, CHANNEL, 9);
            Sv2Job job = events.skipTo(Sv2Job.class);
            var unused = client.submit(job, new byte[] {1, 2, 3, 4}, job.time(), 7, 0);
            SubmitSharesExtended share = peer.expect(new SubmitSharesExtended());
            assertThat(share.extranonce()).containsExactly(1, 2, 3, 4);
            assertThat(share.version()).isEqualTo(Sv2FakePool.VERSION);
            assertThatThrownBy(() -> client.submit(job, new byte[33], 0, 0, 0))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(client.outstanding()).isEqualTo(1);
        }
    }

    @Test
    void oneAnswerAcceptsAllThatCameBeforeItAndWereNotRefused() throws Exception {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            Sv2Job job = work(peer, 9);
            List<CompletableFuture<SubmitReply>> replies = new ArrayList<>();
            for (int i = 1; i <= 6; i++) {
                replies.add(submit(client, job, i));
                assertThat(peer.expect(new SubmitSharesStandard()).sequenceNumber())
                        .isEqualTo(i);
            }
            peer.send(out -> {
                SubmitSharesError.encode(out, CHANNEL, 2, "stale-share");
                SubmitSharesSuccess.encode(out, CHANNEL + 1, 6, 6, 6); // of another channel
                SubmitSharesError.encode(out, CHANNEL + 1, 1, "stale-share");
                SubmitSharesSuccess.encode(out, CHANNEL, 4, 3, 48);
                SubmitSharesError.encode(out, CHANNEL, 3, "stale-share"); // too late
                SubmitSharesError.encode(out, CHANNEL, 77, "stale-share"); // never sent
                SubmitSharesSuccess.encode(out, CHANNEL, 4, 0, 0);
            });
            assertThat(reply(replies.get(0)).accepted()).isTrue();
            assertThat(reply(replies.get(1)).message()).isEqualTo("stale-share");
            assertThat(reply(replies.get(2)).accepted()).isTrue();
            assertThat(reply(replies.get(3)).accepted()).isTrue();
            assertThat(replies.get(4)).isNotDone();
            assertThat(client.outstanding()).isEqualTo(2);
            peer.send(out -> SubmitSharesSuccess.encode(out, CHANNEL, 6, 2, 32));
            assertThat(reply(replies.get(5)).accepted()).isTrue();
            assertThat(client.outstanding()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stale-share, 21",
        "invalid-job-id, 21",
        "duplicate-share, 22",
        "difficulty-too-low, 23",
        "something-new, 20"
    })
    void refusalsAreCountedAsInTheOtherProtocol(String code, int number) throws Exception {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            var reply = submit(client, work(peer, 9), 1);
            peer.expect(new SubmitSharesStandard());
            peer.send(out -> SubmitSharesError.encode(out, CHANNEL, 1, code));
            assertThat(reply(reply)).isEqualTo(new SubmitReply(SubmitOutcome.REJECTED, number, code));
        }
    }

    @Test
    void whatIsUnansweredAtTheEndIsLostAndOldJobsAreNotSent() throws Exception {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            Sv2Job job = work(peer, 9);
            var lost = submit(client, job, 1);
            peer.expect(new SubmitSharesStandard());
            peer.close();
            assertThat(reply(lost).outcome()).isEqualTo(SubmitOutcome.CONNECTION_LOST);

            Sv2Job next = work(Sv2FakePool.standard(pool.accept()), 9);
            assertThat(next.connection()).isEqualTo(2);
            assertThat(reply(submit(client, job, 1)).outcome()).isEqualTo(SubmitOutcome.NOT_SENT);
        }
    }

    @Test
    void atMostTheAllowedNumberIsOutstanding() throws Exception {
        try (Sv2Client client = start(pool.client().maxOutstanding(2))) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            Sv2Job job = work(peer, 9);
            var first = submit(client, job, 1);
            var second = submit(client, job, 2);
            assertThat(reply(submit(client, job, 3)).outcome()).isEqualTo(SubmitOutcome.NOT_SENT);
            peer.send(out -> SubmitSharesSuccess.encode(out, CHANNEL, 2, 2, 32));
            assertThat(reply(first).accepted()).isTrue();
            assertThat(reply(second).accepted()).isTrue();
            var third = submit(client, job, 3);
            peer.send(out -> SubmitSharesSuccess.encode(out, CHANNEL, 3, 1, 16));
            assertThat(reply(third).accepted()).isTrue();
        }
    }

    @Test
    void anUnansweredShareTimesOut() throws Exception {
        try (Sv2Client client =
                start(pool.client().timeouts(Sv2ClientBuilder.TIMEOUTS.withReply(Duration.ofMillis(20))))) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            Sv2Job job = work(peer, 9);
            var slow = submit(client, job, 1);
            assertThat(reply(slow).outcome()).isEqualTo(SubmitOutcome.TIMED_OUT);
            peer.send(out -> SubmitSharesSuccess.encode(out, CHANNEL, 1, 1, 16)); // too late: changes nothing
            futureStandardJob(peer, 10);
            prevHash(peer, CHANNEL, 10);
            assertThat(events.skipTo(Sv2Job.class).id()).isEqualTo(10);
        }
    }

    @Test
    void manyThreadsSendInTheOrderOfTheNumbers() throws Exception {
        try (Sv2Client client = start(pool.client().maxOutstanding(1024))) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            Sv2Job job = work(peer, 9);
            List<Thread> threads = new ArrayList<>();
            List<CompletableFuture<SubmitReply>> replies = java.util.Collections.synchronizedList(new ArrayList<>());
            for (int t = 0; t < 4; t++) {
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < 200; i++) {
                        replies.add(submit(client, job, i));
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (int i = 1; i <= 800; i++) {
                assertThat(peer.expect(new SubmitSharesStandard()).sequenceNumber())
                        .isEqualTo(i);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            peer.send(out -> SubmitSharesSuccess.encode(out, CHANNEL, 800, 800, 1));
            Awaitility.await().until(() -> client.outstanding() == 0);
            assertThat(replies).allMatch(future -> future.join().accepted());
        }
    }

    @Test
    void aJobOfAnotherProtocolIsRefused() {
        Sv2ClientBuilder builder = pool.client();
        try (Sv2Client client = builder.build();
                StratumClient other =
                        StratumClient.builder().server(pool.address()).user("u").build()) {
            MinerJob foreign = new ForeignJob();
            assertThatThrownBy(() -> client.submit(0, foreign, new byte[0], 0, 0, 0, (t, o, c, m) -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> other.submit(0, foreign, new byte[0], 0, 0, 0, (t, o, c, m) -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Of no client at all. */
    private static final class ForeignJob implements MinerJob {
        @Override
        public long connection() {
            return 1;
        }

        @Override
        public Hash256 previousBlock() {
            return Hash256.ZERO;
        }

        @Override
        public int version() {
            return 2;
        }

        @Override
        public int versionMask() {
            return 0;
        }

        @Override
        public int bits() {
            return 0x1d00ffff;
        }

        @Override
        public int time() {
            return 0;
        }

        @Override
        public Target target() {
            return Target.MAX;
        }

        @Override
        public Target networkTarget() {
            return Target.MAX;
        }

        @Override
        public Hash256 merkleRoot() {
            return Hash256.ZERO;
        }

        @Override
        public int extranonceSize() {
            return 0;
        }

        @Override
        public byte[] coinbaseFrame() {
            return new byte[0];
        }

        @Override
        public int extranonceOffset() {
            return 0;
        }

        @Override
        public List<Hash256> merkleBranch() {
            return List.of();
        }
    }
}
