package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hex;
import io.otedama.share.ShareVerdict;
import io.otedama.stratum.v2.message.mining.CloseChannel;
import io.otedama.stratum.v2.message.mining.SubmitSharesError;
import io.otedama.stratum.v2.message.mining.SubmitSharesExtended;
import io.otedama.stratum.v2.message.mining.SubmitSharesStandard;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import java.io.IOException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares over Stratum V2: what is passed on, what is answered and when; and what is not understood. */
class V2SharesIT extends V2ServerTest {
    private static final long NTIME = 0x514f20acL;

    @Test
    void sharesOfExtendedChannelsCarryTheirExtranonceAndVersion() throws IOException {
        engine.publish(FakeJob.newBlock(9));
        startV2();
        V2Peer peer = miner(0);
        long id = openExtended(peer, "addr.w").channelId();
        firstExtendedJob(peer);
        byte[] extranonce = {1, 2, 3, (byte) 0xff};
        peer.send(out -> SubmitSharesExtended.encode(out, id, 0, 9, 0xdeadbeefL, NTIME, 0x20000020L, extranonce));
        SubmitSharesSuccess success = peer.expect(new SubmitSharesSuccess());
        assertThat(success.lastSequenceNumber()).isZero();
        assertThat(success.newSubmitsAcceptedCount()).isEqualTo(1);
        assertThat(success.newSharesSum()).isEqualTo(1024);
        assertThat(engine.submitted).containsExactly("addr.w 9 10203ff/4 514f20ac deadbeef 20000020");
        peer.send(out -> SubmitSharesExtended.encode(out, id, 1, 9, 1, NTIME, 2, new byte[5]));
        SubmitSharesError error = peer.expect(new SubmitSharesError());
        assertThat(error.sequenceNumber()).isEqualTo(1);
        assertThat(error.errorCode()).isEqualTo("bad-extranonce-size");
    }

    @ParameterizedTest
    @CsvSource({
        "JOB_NOT_FOUND, invalid-job-id",
        "STALE, stale-share",
        "DUPLICATE, duplicate-share",
        "LOW_DIFFICULTY, difficulty-too-low",
        "BAD_VERSION_BITS, invalid-non-rollable-version-bit",
        "TIME_TOO_OLD, invalid-share",
        "JOURNAL_UNAVAILABLE, journal-unavailable",
        "STOPPING, stopping",
    })
    void refusalsHaveTheWordsOfTheReference(ShareVerdict verdict, String code) throws IOException {
        engine.publish(FakeJob.newBlock(9));
        engine.verdict = share -> verdict;
        startV2();
        V2Peer peer = miner(0);
        long id = openStandard(peer, "addr.w").channelId();
        firstStandardJob(peer);
        peer.send(out -> SubmitSharesStandard.encode(out, id, 3, 9, 1, NTIME, 2));
        SubmitSharesError error = peer.expect(new SubmitSharesError());
        assertThat(error.channelId()).isEqualTo(id);
        assertThat(error.sequenceNumber()).isEqualTo(3);
        assertThat(error.errorCode()).isEqualTo(code);
    }

    @Test
    void theFirstSharesAreAcknowledgedAtOnceAndLaterOnesTogether() throws IOException {
        engine.publish(FakeJob.newBlock(9));
        startV2();
        V2Peer peer = miner(0);
        long id = openStandard(peer, "addr.w").channelId();
        firstStandardJob(peer);
        for (int i = 0; i < 10; i++) {
            submit(peer, id, i);
            assertThat(peer.expect(new SubmitSharesSuccess()).newSubmitsAcceptedCount())
                    .isEqualTo(1);
        }
        for (int i = 10; i < 20; i++) {
            submit(peer, id, i);
        }
        SubmitSharesSuccess batch = peer.expect(new SubmitSharesSuccess());
        assertThat(batch.newSubmitsAcceptedCount()).isEqualTo(10);
        assertThat(batch.lastSequenceNumber()).isEqualTo(19);
        assertThat(batch.newSharesSum()).isEqualTo(10_240);
    }

    private static void submit(V2Peer peer, long id, int sequence) throws IOException {
        peer.send(out -> SubmitSharesStandard.encode(out, id, sequence, 9, sequence, NTIME, 2));
    }

    @Test
    void whatWaitsIsAcknowledgedWhenTheServerEnds() throws IOException {
        engine.publish(FakeJob.newBlock(9));
        StratumServer started = startV2();
        V2Peer peer = miner(0);
        long id = openStandard(peer, "addr.w").channelId();
        firstStandardJob(peer);
        for (int i = 0; i < 10; i++) {
            submit(peer, id, i);
            peer.expect(new SubmitSharesSuccess());
        }
        submit(peer, id, 10);
        Awaitility.await().until(() -> engine.counter("stratum.shares.accepted") == 11);
        started.close();
        assertThat(peer.expect(new SubmitSharesSuccess()).lastSequenceNumber()).isEqualTo(10);
        assertThat(peer.read()).isNull();
    }

    @Test
    void whatWaitsIsAcknowledgedWithTheNextBlock() throws IOException {
        engine.publish(FakeJob.newBlock(9));
        startV2();
        V2Peer peer = miner(0);
        long id = openStandard(peer, "addr.w").channelId();
        firstStandardJob(peer);
        for (int i = 0; i < 10; i++) {
            submit(peer, id, i);
            peer.expect(new SubmitSharesSuccess());
        }
        submit(peer, id, 10);
        Awaitility.await().until(() -> engine.counter("stratum.shares.accepted") == 11);
        engine.publish(FakeJob.newBlock(10));
        assertThat(peer.expect(new SubmitSharesSuccess()).lastSequenceNumber()).isEqualTo(10);
    }

    @Test
    void whatWaitsIsAcknowledgedInTime() throws IOException {
        engine.publish(FakeJob.newBlock(9));
        startV2(settings -> settings.withAcknowledgements(10, java.time.Duration.ofMillis(100)));
        V2Peer peer = miner(0);
        long id = openStandard(peer, "addr.w").channelId();
        firstStandardJob(peer);
        for (int i = 0; i < 12; i++) {
            submit(peer, id, i);
            assertThat(peer.expect(new SubmitSharesSuccess()).lastSequenceNumber())
                    .isEqualTo(i);
        }
    }

    @Test
    void channelsThatCloseWithSharesUnderWayTakeNoRoomForever() throws IOException {
        engine.publish(FakeJob.newBlock(9));
        engine.verdict = share -> ShareVerdict.PENDING;
        Sv2Config sv2 = Sv2Config.of(authority);
        start(limits -> limits.maxInFlightSubmits(2), config -> config.sv2(sv2));
        V2Peer peer = miner(0);
        for (int i = 0; i < 5; i++) {
            long id = openStandard(peer, "addr.w").channelId();
            firstStandardJob(peer);
            submit(peer, id, i);
            peer.send(out -> CloseChannel.encode(out, id, "bye"));
        }
        long last = openStandard(peer, "addr.w").channelId();
        firstStandardJob(peer);
        submit(peer, last, 7);
        Awaitility.await().until(() -> engine.waiting.size() == 6);
        engine.answerWaiting(ShareVerdict.ACCEPTED);
        assertThat(peer.expect(new SubmitSharesSuccess()).lastSequenceNumber()).isEqualTo(7);
    }

    @Test
    void verdictsThatComeLaterReachTheirChannel() throws IOException {
        engine.publish(FakeJob.newBlock(9));
        engine.verdict = share -> ShareVerdict.PENDING;
        startV2();
        V2Peer peer = miner(0);
        long one = openStandard(peer, "addr.w").channelId();
        firstStandardJob(peer);
        long other = openStandard(peer, "addr.w").channelId();
        firstStandardJob(peer);
        submit(peer, other, 0);
        submit(peer, one, 0);
        Awaitility.await().until(() -> engine.waiting.size() == 2);
        engine.answerWaiting(ShareVerdict.ACCEPTED);
        assertThat(peer.expect(new SubmitSharesSuccess()).channelId()).isEqualTo(other);
        assertThat(peer.expect(new SubmitSharesSuccess()).channelId()).isEqualTo(one);
    }

    // ---- what is not understood

    @Test
    void unknownExtensionsAreDiscarded() throws IOException {
        startV2();
        V2Peer peer = miner(0);
        peer.send(out -> out.begin(0x4001, 0x10, true).putU32(7).end());
        peer.send(out -> out.begin(1, 0, false).putU16(1).putU16(0).end()); // RequestExtensions
        openStandard(peer, "addr.w");
        assertThat(engine.counter("stratum.requests.malformed")).isZero();
    }

    @Test
    void tooManyMistakesEndTheConnection() throws IOException {
        startV2();
        V2Peer peer = miner(0);
        for (int i = 0; i < 10; i++) {
            peer.send(
                    out -> out.begin(SubmitSharesStandard.TYPE, true).putU32(7).end());
        }
        assertThat(peer.read()).isNull();
    }

    @Test
    void aFrameThatClaimsTooMuchEndsTheConnection() throws IOException {
        startV2();
        V2Peer peer = miner(0);
        peer.sendRaw(Hex.decode("00001a" + "ffffff"));
        assertThat(peer.read()).isNull();
        assertThat(engine.counter("stratum.requests.malformed")).isEqualTo(1);
    }
}
