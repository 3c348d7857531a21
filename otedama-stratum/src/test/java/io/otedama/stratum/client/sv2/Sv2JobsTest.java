package io.otedama.stratum.client.sv2;

import static io.otedama.stratum.client.sv2.Sv2FakePool.CHANNEL;
import static io.otedama.stratum.client.sv2.Sv2FakePool.GROUP;
import static io.otedama.stratum.client.sv2.Sv2FakePool.NBITS;
import static io.otedama.stratum.client.sv2.Sv2FakePool.NTIME;
import static io.otedama.stratum.client.sv2.Sv2FakePool.PREVIOUS;
import static io.otedama.stratum.client.sv2.Sv2FakePool.TARGET;
import static io.otedama.stratum.client.sv2.Sv2FakePool.VERSION;
import static io.otedama.stratum.client.sv2.Sv2FakePool.extendedJob;
import static io.otedama.stratum.client.sv2.Sv2FakePool.futureExtendedJob;
import static io.otedama.stratum.client.sv2.Sv2FakePool.futureStandardJob;
import static io.otedama.stratum.client.sv2.Sv2FakePool.hash;
import static io.otedama.stratum.client.sv2.Sv2FakePool.prevHash;
import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.Sha256d;
import io.otedama.chain.Target;
import io.otedama.stratum.V2Peer;
import io.otedama.stratum.client.DisconnectReason;
import io.otedama.stratum.client.ReconnectPolicy;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.SetExtranoncePrefix;
import io.otedama.stratum.v2.message.mining.SetGroupChannel;
import io.otedama.stratum.v2.message.mining.SetTarget;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs as a server announces them, and what holds for which. */
@Timeout(30)
class Sv2JobsTest {
    private static final Target HARDER = Difficulty.of(64).toTarget(1);

    private final Sv2FakePool pool = new Sv2FakePool();
    private final Sv2Recorder events = new Sv2Recorder();

    @AfterEach
    void closePool() {
        pool.close();
    }

    private Sv2Client start(Sv2ClientBuilder builder) {
        Sv2Client client =
                builder.listener(events).reconnect(ReconnectPolicy.OFF).build();
        var unused = client.start();
        return client;
    }

    private Sv2Job nextJob() {
        return events.skipTo(Sv2Job.class);
    }

    private void protocolError(String words) {
        Sv2Recorder.Disconnected end = events.skipTo(Sv2Recorder.Disconnected.class);
        assertThat(end.reason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
        assertThat(end.detail()).contains(words);
    }

    @Test
    void theNamedFutureJobBecomesActiveAndTheOthersAreDropped() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            futureStandardJob(peer, 1);
            futureStandardJob(peer, 2);
            futureStandardJob(peer, 3);
            prevHash(peer, CHANNEL, 2);
            Sv2Job job = nextJob();
            assertThat(job.id()).isEqualTo(2);
            assertThat(job.previousBlock()).isEqualTo(PREVIOUS);
            assertThat(job.merkleRoot()).isEqualTo(hash(2));
            assertThat(job.time()).isEqualTo((int) NTIME);
            assertThat(job.bits()).isEqualTo((int) NBITS);
            assertThat(job.version()).isEqualTo((int) VERSION);
            assertThat(job.versionMask()).isEqualTo(Sv2ClientBuilder.BIP320_MASK);
            assertThat(job.networkTarget()).isEqualTo(Target.DIFFICULTY_1);
            assertThat(job.target()).isEqualTo(TARGET);
            assertThat(client.currentJob()).isSameAs(job);
            prevHash(peer, CHANNEL, 3);
            protocolError("names job 3");
            assertThat(client.currentJob()).isNull();
        }
    }

    @Test
    void aJobWithATimeIsActiveAtOnceOnTheLastBlock() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            futureStandardJob(peer, 1);
            prevHash(peer, CHANNEL, 1);
            nextJob();
            peer.send(out -> NewMiningJob.encode(out, CHANNEL, 5, NTIME + 9, VERSION, hash(5)));
            Sv2Job job = nextJob();
            assertThat(job.id()).isEqualTo(5);
            assertThat(job.previousBlock()).isEqualTo(PREVIOUS);
            assertThat(job.time()).isEqualTo((int) NTIME + 9);
            assertThat(client.currentJob()).isSameAs(job);
        }
    }

    @Test
    void aJobWithATimeNeedsABlockToBuildOn() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            peer.send(out -> NewMiningJob.encode(out, CHANNEL, 5, NTIME, VERSION, hash(5)));
            protocolError("before any SetNewPrevHash");
            assertThat(client.channel()).isNull();
        }
    }

    @Test
    void bitsThatAreNoTargetAreAnError() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            futureStandardJob(peer, 1);
            prevHash(peer, CHANNEL, 1, PREVIOUS, 0);
            protocolError("compact bits");
            assertThat(client.channel()).isNull();
        }
    }

    @Test
    void aTargetHoldsForLaterAndStoredJobsNotForActiveOnes() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            futureStandardJob(peer, 1);
            prevHash(peer, CHANNEL, 1);
            Sv2Job active = nextJob();
            futureStandardJob(peer, 2);
            peer.send(out -> SetTarget.encode(out, CHANNEL, HARDER));
            assertThat(events.next(Sv2Recorder.Changed.class).channel().target())
                    .isEqualTo(HARDER);
            assertThat(client.currentJob()).isSameAs(active);
            assertThat(active.target()).isEqualTo(TARGET);
            peer.send(out -> NewMiningJob.encode(out, CHANNEL, 5, NTIME, VERSION, hash(5)));
            assertThat(nextJob().target()).isEqualTo(HARDER);
            prevHash(peer, CHANNEL, 2, hash(9), NBITS);
            assertThat(nextJob().target()).isEqualTo(HARDER);
            peer.send(out -> SetTarget.encode(out, GROUP, TARGET));
            assertThat(events.next(Sv2Recorder.Changed.class).channel().target())
                    .isEqualTo(TARGET);
        }
    }

    @Test
    void anExtranoncePrefixHoldsForLaterJobsOnly() throws IOException {
        try (Sv2Client client = start(pool.client().extended(4))) {
            V2Peer peer = Sv2FakePool.extended(pool.accept());
            futureExtendedJob(peer, CHANNEL, 1);
            peer.send(out -> SetExtranoncePrefix.encode(out, CHANNEL, new byte[] {9, 8}));
            futureExtendedJob(peer, CHANNEL, 2);
            prevHash(peer, CHANNEL, 1);
            Sv2Job job = nextJob();
            assertThat(job.coinbaseFrame()).containsExactly(10, 11, 12, 1, 2, 3, 4, 0, 0, 0, 0, 20, 21);
            extendedJob(peer, CHANNEL, 3, NTIME, true);
            job = nextJob();
            assertThat(job.coinbaseFrame()).containsExactly(10, 11, 12, 9, 8, 0, 0, 0, 0, 20, 21);
            assertThat(job.extranonceOffset()).isEqualTo(5);
            assertThat(client.channel()).isEqualTo(job.channel());
            byte[] coinbase = {10, 11, 12, 9, 8, 1, 2, 3, 4, 20, 21};
            assertThat(job.header(new byte[] {1, 2, 3, 4}, 0, 0, 0).merkleRoot())
                    .isEqualTo(MerkleTree.fold(Sha256d.of(coinbase), List.of(hash(50))));
            peer.send(out -> SetExtranoncePrefix.encode(out, CHANNEL, new byte[29]));
            protocolError("32 bytes");
        }
    }

    @Test
    void messagesForTheGroupConcernTheChannelToo() throws IOException {
        try (Sv2Client client = start(pool.client().extended(4))) {
            V2Peer peer = Sv2FakePool.extended(pool.accept());
            futureExtendedJob(peer, GROUP, 1);
            prevHash(peer, GROUP, 1);
            assertThat(nextJob().id()).isEqualTo(1);
            peer.send(out -> SetGroupChannel.encode(out, 44, new long[] {5, CHANNEL}));
            assertThat(events.next(Sv2Recorder.Changed.class).channel().groupId())
                    .isEqualTo(44);
            extendedJob(peer, GROUP, 2, NTIME, true); // of a group that it has left
            extendedJob(peer, 44, 3, NTIME, true);
            assertThat(nextJob().id()).isEqualTo(3);
            assertThat(client.currentJob()).isNotNull();
        }
    }

    @Test
    void aStandardChannelMakesItsRootOfAGroupsJob() throws IOException {
        try (Sv2Client client = start(pool.client().setupFlags(0))) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            futureExtendedJob(peer, GROUP, 1);
            prevHash(peer, GROUP, 1);
            Sv2Job job = nextJob();
            byte[] coinbase = {10, 11, 12, 1, 2, 3, 4, 20, 21};
            assertThat(job.merkleRoot()).isEqualTo(MerkleTree.fold(Sha256d.of(coinbase), List.of(hash(50))));
            assertThat(job.extranonceSize()).isZero();
            assertThat(client.currentJob()).isSameAs(job);
        }
    }

    @Test
    void whatIsForOtherChannelsIsPassedOver() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            events.next(Sv2Recorder.Opened.class);
            peer.send(out -> NewMiningJob.encode(out, 8, 5, NTIME, VERSION, hash(5)));
            prevHash(peer, 8, 77);
            peer.send(out -> {
                SetTarget.encode(out, 8, HARDER);
                SetExtranoncePrefix.encode(out, 8, new byte[3]);
                SetGroupChannel.encode(out, 44, new long[] {8});
            });
            futureStandardJob(peer, 1);
            prevHash(peer, CHANNEL, 1);
            assertThat(events.next(Sv2Job.class).id()).isEqualTo(1);
            assertThat(client.channel()).isNotNull();
        }
    }

    @Test
    void aStandardJobIsNoJobForAnExtendedChannel() throws IOException {
        try (Sv2Client client = start(pool.client().extended(4))) {
            V2Peer peer = Sv2FakePool.extended(pool.accept());
            futureStandardJob(peer, 1);
            protocolError("extended channel");
            assertThat(client.channel()).isNull();
        }
    }

    @Test
    void theVersionIsRolledOnlyWhereItMay() throws IOException {
        try (Sv2Client client = start(pool.client().extended(4).versionMask(Sv2ClientBuilder.BIP323_MASK))) {
            V2Peer peer = Sv2FakePool.extended(pool.accept());
            futureExtendedJob(peer, CHANNEL, 1);
            prevHash(peer, CHANNEL, 1);
            Sv2Job job = nextJob();
            assertThat(job.versionMask()).isEqualTo(0x1fffffe0);
            assertThat(job.rolledVersion(-1)).isEqualTo(0x3fffffe0);
            extendedJob(peer, CHANNEL, 2, NTIME, false);
            job = nextJob();
            assertThat(job.versionMask()).isZero();
            assertThat(job.rolledVersion(-1)).isEqualTo((int) VERSION);
            assertThat(client.currentJob()).isSameAs(job);
        }
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = pool.accept();
            Sv2FakePool.setUp(peer, 1); // the version is fixed
            peer.expect(new OpenStandardMiningChannel());
            peer.send(
                    out -> OpenStandardMiningChannelSuccess.encode(out, 1, CHANNEL, TARGET, Sv2FakePool.PREFIX, GROUP));
            futureStandardJob(peer, 1);
            prevHash(peer, CHANNEL, 1);
            assertThat(nextJob().versionMask()).isZero();
            assertThat(client.currentJob()).isNotNull();
        }
    }
}
