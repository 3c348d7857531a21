package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hex;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.Sha256d;
import io.otedama.chain.Target;
import io.otedama.stratum.v2.message.MessageView;
import io.otedama.stratum.v2.message.common.SetupConnectionError;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.mining.CloseChannel;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenMiningChannelError;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.SetNewPrevHash;
import io.otedama.stratum.v2.message.mining.SetTarget;
import io.otedama.stratum.v2.message.mining.SubmitSharesError;
import io.otedama.stratum.v2.message.mining.SubmitSharesStandard;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import io.otedama.stratum.v2.message.mining.UpdateChannel;
import io.otedama.stratum.v2.message.mining.UpdateChannelError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels as a miner sees them: setup, opening, jobs, shares, changes, end. */
class V2ChannelsIT extends V2ServerTest {
    private static final long STANDARD_JOBS = 1;
    private static final long VERSION_ROLLING = 4;
    private static final long NTIME = 0x514f20acL;

    // ---- setup

    @Test
    void setupIsAnswered() throws IOException {
        startV2();
        SetupConnectionSuccess success = peer().setup(VERSION_ROLLING).expect(new SetupConnectionSuccess());
        assertThat(success.usedVersion()).isEqualTo(2);
        assertThat(success.flags()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, 2, 8, 8, unsupported-feature-flags",
        "0, 2, 2, 2, 2, unsupported-feature-flags", // the fake engine takes no work of miners
        "0, 3, 4, 0, 0, protocol-version-mismatch",
        "0, 0, 1, 0, 0, protocol-version-mismatch",
        "1, 2, 2, 0, 0, unsupported-protocol",
        "2, 2, 2, 0, 0, unsupported-protocol",
        "9, 2, 2, 0, 0, unsupported-protocol",
    })
    void whatIsNotSupportedIsSaidAndTheConnectionEnds(
            int protocol, int min, int max, long flags, long unsupported, String code) throws IOException {
        startV2();
        V2Peer peer = peer().setup(protocol, min, max, flags);
        SetupConnectionError error = peer.expect(new SetupConnectionError());
        assertThat(error.flags()).isEqualTo(unsupported);
        assertThat(error.errorCode()).isEqualTo(code);
        assertThat(peer.read()).isNull();
    }

    @Test
    void anythingBeforeSetupEndsTheConnection() throws IOException {
        startV2();
        V2Peer peer = peer().send(out -> SetTarget.encode(out, 1, Target.MAX))
                .send(out -> SetTarget.encode(out, 1, Target.MAX));
        assertThat(peer.read()).isNull();
    }

    @Test
    void aSecondSetupIsNotUnderstood() throws IOException {
        startV2();
        V2Peer peer = miner(0);
        peer.setup(0);
        openStandard(peer, "addr.w"); // one mistake is forgiven
        assertThat(engine.counter("stratum.requests.malformed")).isEqualTo(1);
    }

    // ---- opening

    @Test
    void aStandardChannelGetsAFutureJobWithItsMerkleRoot() throws IOException {
        FakeJob job = FakeJob.newBlock(9);
        engine.publish(job);
        startV2();
        V2Peer peer = miner(STANDARD_JOBS);
        var open = openStandard(peer, "addr.w");
        assertThat(open.requestId()).isEqualTo(1);
        assertThat(open.target()).isEqualTo(D1024);
        assertThat(open.extranoncePrefix()).hasSize(8).endsWith(0, 0, 0, 0);
        NewMiningJob future = peer.expect(new NewMiningJob());
        assertThat(future.minNtime()).isEqualTo(MessageView.ABSENT);
        assertThat(future.channelId()).isEqualTo(open.channelId());
        assertThat(future.jobId()).isEqualTo(9);
        assertThat(future.version()).isEqualTo(2);
        ByteArrayOutputStream coinbase = new ByteArrayOutputStream();
        coinbase.writeBytes(job.variant().coinbasePrefix());
        coinbase.writeBytes(open.extranoncePrefix());
        coinbase.writeBytes(job.variant().coinbaseSuffix());
        assertThat(future.merkleRoot())
                .isEqualTo(MerkleTree.fold(Sha256d.of(coinbase.toByteArray()), job.merkleBranch()));
        SetNewPrevHash active = peer.expect(new SetNewPrevHash());
        assertThat(active.jobId()).isEqualTo(9);
        assertThat(active.prevHash()).isEqualTo(job.previousBlock());
        assertThat(active.nbits()).isEqualTo(0x1a02816e);
        assertThat(active.minNtime()).isEqualTo(NTIME);
    }

    @Test
    void anExtendedChannelGetsTheCoinbase() throws IOException {
        FakeJob job = FakeJob.newBlock(9);
        engine.publish(job);
        startV2();
        V2Peer peer = miner(VERSION_ROLLING);
        var open = openExtended(peer, "addr.w");
        assertThat(open.extranonceSize()).isEqualTo(4);
        assertThat(open.extranoncePrefix()).hasSize(4);
        NewExtendedMiningJob future = firstExtendedJob(peer);
        assertThat(future.minNtime()).isEqualTo(MessageView.ABSENT);
        assertThat(future.versionRollingAllowed()).isTrue();
        assertThat(future.coinbaseTxPrefix()).isEqualTo(job.variant().coinbasePrefix());
        assertThat(future.coinbaseTxSuffix()).isEqualTo(job.variant().coinbaseSuffix());
        assertThat(future.merklePathNodeCount()).isEqualTo(7);
    }

    @Test
    void numbersAndPrefixesAreNeverGivenTwice() throws IOException {
        startV2();
        V2Peer peer = miner(0);
        var first = openStandard(peer, "addr.w");
        var second = openExtended(peer, "addr.w");
        assertThat(second.channelId()).isNotEqualTo(first.channelId()).isNotEqualTo(first.groupChannelId());
        assertThat(second.groupChannelId()).isEqualTo(first.groupChannelId());
        assertThat(Hex.encode(first.extranoncePrefix())).doesNotStartWith(Hex.encode(second.extranoncePrefix()));
        peer.send(out -> CloseChannel.encode(out, first.channelId(), "bye"));
        var third = openStandard(peer, "addr.w");
        assertThat(third.channelId()).isNotEqualTo(first.channelId()).isNotEqualTo(second.channelId());
    }

    @Test
    void theExtranonceComesFromTheAllocatorThatV1Uses() throws IOException {
        startV2();
        String v1 = connect().ask("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"test/1\"]}");
        var open = openExtended(miner(0), "addr.w");
        long before = Long.parseLong(v1.replaceAll(".*\\]\\],\"([0-9a-f]{8})\".*", "$1"), 16);
        assertThat(Long.parseLong(Hex.encode(open.extranoncePrefix()), 16)).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "banned,  1e12,      4, unknown-user",
        "'',      1e12,      4, unknown-user",
        "addr.w,  0,         4, invalid-nominal-hashrate",
        "addr.w,  -1,        4, invalid-nominal-hashrate",
        "addr.w,  NaN,       4, invalid-nominal-hashrate",
        "addr.w,  Infinity,  4, invalid-nominal-hashrate",
        "addr.w,  1e12,      5, min-extranonce-size-too-large",
    })
    void whoMayNotOpenIsToldWhy(String user, float hashrate, int minSize, String code) throws IOException {
        startV2();
        V2Peer peer = miner(0);
        peer.send(out -> OpenExtendedMiningChannel.encode(out, 77, user, hashrate, Target.MAX, minSize));
        OpenMiningChannelError error = peer.expect(new OpenMiningChannelError());
        assertThat(error.requestId()).isEqualTo(77);
        assertThat(error.errorCode()).isEqualTo(code);
        openStandard(peer, "addr.w");
    }

    @Test
    void theBoundOfChannelsHolds() throws IOException {
        startV2(settings -> settings.withMaxChannels(2));
        V2Peer peer = miner(0);
        openStandard(peer, "addr.w");
        openExtended(peer, "addr.w");
        peer.send(out -> OpenStandardMiningChannel.encode(out, 3, "addr.w", 1e12f, Target.MAX));
        assertThat(peer.expect(new OpenMiningChannelError()).errorCode()).isEqualTo("too-many-channels");
    }

    @Test
    void aFullPoolRefuses() throws IOException {
        engine.full = true;
        startV2();
        V2Peer peer = miner(0);
        peer.send(out -> OpenStandardMiningChannel.encode(out, 3, "addr.w", 1e12f, Target.MAX));
        assertThat(peer.expect(new OpenMiningChannelError()).errorCode()).isEqualTo("pool-takes-no-more-channels");
    }

    @Test
    void noTargetIsEasierThanTheMinerTakes() throws IOException {
        engine.publish(FakeJob.newBlock(9));
        startV2();
        V2Peer peer = miner(0);
        Target most = Difficulty.of(5_000).toTarget(1);
        peer.send(out -> OpenStandardMiningChannel.encode(out, 1, "addr.w", 1e12f, most));
        assertThat(peer.expect(new io.otedama.stratum.v2.message.mining.OpenStandardMiningChannelSuccess())
                        .target())
                .isLessThanOrEqualTo(most);
    }

    // ---- jobs

    @Test
    void aRefreshIsActiveAtOnceAndANewBlockIsNot() throws IOException {
        engine.publish(FakeJob.newBlock(9));
        startV2();
        V2Peer peer = miner(0);
        openStandard(peer, "addr.w");
        firstStandardJob(peer);
        engine.publish(FakeJob.refresh(10));
        NewMiningJob refreshed = peer.expect(new NewMiningJob());
        assertThat(refreshed.minNtime()).isEqualTo(NTIME);
        assertThat(refreshed.jobId()).isEqualTo(10);
        engine.publish(FakeJob.redifficulty(11)); // not for this channel
        engine.publish(FakeJob.refresh(12));
        assertThat(peer.expect(new NewMiningJob()).jobId()).isEqualTo(12);
    }

    @Test
    void severalChannelsShareOneJobOfTheirGroup() throws IOException {
        engine.publish(FakeJob.newBlock(9));
        startV2();
        V2Peer peer = miner(0);
        var first = openStandard(peer, "addr.w");
        firstStandardJob(peer);
        openExtended(peer, "addr.w");
        firstExtendedJob(peer);
        engine.publish(FakeJob.refresh(10));
        NewExtendedMiningJob job = peer.expect(new NewExtendedMiningJob());
        assertThat(job.channelId()).isEqualTo(first.groupChannelId());
        peer.send(out -> SubmitSharesStandard.encode(out, first.channelId(), 0, 10, 1, NTIME, 2));
        assertThat(peer.expect(new SubmitSharesSuccess()).channelId()).isEqualTo(first.channelId());
        assertThat(engine.submitted).containsExactly("addr.w 10 0/4 514f20ac 1 2");
    }

    @Test
    void whoNeedsStandardJobsGetsNoOther() throws IOException {
        engine.publish(FakeJob.newBlock(9));
        startV2();
        V2Peer peer = miner(STANDARD_JOBS);
        openStandard(peer, "addr.w");
        firstStandardJob(peer);
        openStandard(peer, "addr.w");
        firstStandardJob(peer);
        engine.publish(FakeJob.refresh(10));
        long one = peer.expect(new NewMiningJob()).channelId();
        assertThat(peer.expect(new NewMiningJob()).channelId()).isNotEqualTo(one);
    }

    @Test
    void aChannelThatOpensBeforeTheFirstJobGetsItsTargetWithIt() throws IOException {
        startV2();
        V2Peer peer = miner(0);
        assertThat(openStandard(peer, "addr.w").target()).isEqualTo(Target.MAX);
        engine.publish(FakeJob.newBlock(9));
        assertThat(peer.expect(new SetTarget()).maximumTarget()).isEqualTo(D1024);
        firstStandardJob(peer);
    }

    // ---- changes

    @Test
    void aHarderWishIsGrantedWithTheNextJob() throws IOException {
        engine.publish(FakeJob.newBlock(9));
        startV2();
        V2Peer peer = miner(0);
        long id = openStandard(peer, "addr.w").channelId();
        firstStandardJob(peer);
        Target harder = Difficulty.of(2_000).toTarget(1);
        peer.send(out -> UpdateChannel.encode(out, id, 1e12f, harder));
        Awaitility.await().until(() -> engine.redifficulties.get() > 0);
        engine.publish(FakeJob.redifficulty(10));
        assertThat(peer.expect(new SetTarget()).maximumTarget()).isEqualTo(harder);
        assertThat(peer.expect(new NewMiningJob()).jobId()).isEqualTo(10);
    }

    @Test
    void anUpdateThatChangesNothingIsConfirmed() throws IOException {
        engine.publish(FakeJob.newBlock(9));
        startV2();
        V2Peer peer = miner(0);
        long id = openStandard(peer, "addr.w").channelId();
        firstStandardJob(peer);
        peer.send(out -> UpdateChannel.encode(out, id, 1e12f, Target.MAX));
        assertThat(peer.expect(new SetTarget()).maximumTarget()).isEqualTo(D1024);
    }

    @Test
    void whoNeedsStandardJobsCannotOpenAnExtendedChannel() throws IOException {
        startV2();
        V2Peer peer = miner(STANDARD_JOBS);
        peer.send(out -> OpenExtendedMiningChannel.encode(out, 7, "addr.w", 1e12f, Target.MAX, 4));
        assertThat(peer.expect(new OpenMiningChannelError()).errorCode())
                .isEqualTo("extended-channels-not-supported-for-standard-jobs");
    }

    @ParameterizedTest
    @CsvSource({"99, 1e12, invalid-channel-id", "2, NaN, invalid-nominal-hashrate"})
    void aSenselessUpdateIsRefused(long id, float hashrate, String code) throws IOException {
        startV2();
        V2Peer peer = miner(0);
        assertThat(openStandard(peer, "addr.w").channelId()).isEqualTo(2);
        peer.send(out -> UpdateChannel.encode(out, id, hashrate, Target.MAX));
        UpdateChannelError error = peer.expect(new UpdateChannelError());
        assertThat(error.channelId()).isEqualTo(id);
        assertThat(error.errorCode()).isEqualTo(code);
    }

    @Test
    void closingTheGroupClosesAll() throws IOException {
        startV2();
        V2Peer peer = miner(0);
        var first = openStandard(peer, "addr.w");
        openExtended(peer, "addr.w");
        peer.send(out -> CloseChannel.encode(out, first.groupChannelId(), "bye"));
        peer.send(out -> SubmitSharesStandard.encode(out, first.channelId(), 5, 9, 1, NTIME, 2));
        assertThat(peer.expect(new SubmitSharesError()).errorCode()).isEqualTo("invalid-channel-id");
        assertThat(engine.lanes).allSatisfy(lane -> assertThat(lane.sessions).isEmpty());
    }

    @Test
    void theEndOfAConnectionEndsItsSessions() throws IOException {
        startV2();
        V2Peer peer = miner(0);
        openStandard(peer, "addr.w");
        openStandard(peer, "addr.w");
        peer.close();
        Awaitility.await()
                .untilAsserted(() -> assertThat(engine.lanes)
                        .allSatisfy(lane -> assertThat(lane.sessions).isEmpty()));
    }
}
