package io.otedama.stratum.client.sv2;

import static io.otedama.stratum.client.sv2.Sv2FakePool.CHANNEL;
import static io.otedama.stratum.client.sv2.Sv2FakePool.GROUP;
import static io.otedama.stratum.client.sv2.Sv2FakePool.NBITS;
import static io.otedama.stratum.client.sv2.Sv2FakePool.NTIME;
import static io.otedama.stratum.client.sv2.Sv2FakePool.PREFIX;
import static io.otedama.stratum.client.sv2.Sv2FakePool.PREVIOUS;
import static io.otedama.stratum.client.sv2.Sv2FakePool.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.stratum.V2Peer;
import io.otedama.stratum.client.CpuMiner;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.SubmitSharesExtended;
import io.otedama.stratum.v2.message.mining.SubmitSharesStandard;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A processor that mines over channels of either kind. */
@Timeout(60)
class Sv2MinerTest {
    /** About 430 hashes per share. */
    private static final Target EASY = Difficulty.of("0.0000001").toTarget(1);

    private final Sha256dProofOfWork sha256d = new Sha256dProofOfWork();
    private final Sv2FakePool pool = new Sv2FakePool();
    private final Sv2Recorder events = new Sv2Recorder();

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void everyShareOfAStandardChannelVerifiesAndNoneComesTwice() throws Exception {
        try (Sv2Client client = pool.client().listener(events).build();
                CpuMiner miner = CpuMiner.builder(client, sha256d)
                        .threads(2)
                        .nonceSpan(2000)
                        .build()) {
            client.start();
            miner.start();
            V2Peer peer = pool.accept();
            Sv2FakePool.setUp(peer, 0);
            peer.expect(new OpenStandardMiningChannel());
            peer.send(out -> OpenStandardMiningChannelSuccess.encode(out, 1, CHANNEL, EASY, PREFIX, GROUP));
            Sv2FakePool.futureStandardJob(peer, 9);
            Sv2FakePool.prevHash(peer, CHANNEL, 9);
            Sv2Job job = events.skipTo(Sv2Job.class);
            Set<Hash256> hashes = new HashSet<>();
            Set<Long> versions = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                SubmitSharesStandard share = peer.expect(new SubmitSharesStandard());
                BlockHeader header =
                        job.header(new byte[0], (int) share.ntime(), (int) share.nonce(), (int) share.version());
                assertThat(header.version()).isEqualTo((int) share.version());
                assertThat(job.target().isMetBy(header.hash())).isTrue();
                assertThat(hashes.add(header.hash())).isTrue();
                versions.add(share.version());
                acknowledge(peer, share.sequenceNumber());
                if (i == 100) { // the very same work under another name
                    peer.send(out -> NewMiningJob.encode(out, CHANNEL, 10, NTIME, VERSION, Sv2FakePool.hash(9)));
                }
            }
            assertThat(versions).hasSizeGreaterThan(10);
            await().until(() -> miner.counts().accepted() >= 200);
        }
    }

    @Test
    void everyShareOfAnExtendedChannelVerifiesAndTheMinerPausesWithoutConnection() throws Exception {
        try (Sv2Client client = pool.client()
                        .listener(events)
                        .extended(4)
                        .versionMask(0)
                        .build();
                CpuMiner miner =
                        CpuMiner.builder(client, sha256d).nonceSpan(3000).build()) {
            client.start();
            miner.start();
            V2Peer peer = easyExtended(pool.accept());
            Sv2Job job = events.skipTo(Sv2Job.class);
            Set<Hash256> hashes = new HashSet<>();
            for (int i = 0; i < 100; i++) {
                SubmitSharesExtended share = peer.expect(new SubmitSharesExtended());
                BlockHeader header =
                        job.header(share.extranonce(), (int) share.ntime(), (int) share.nonce(), (int) share.version());
                assertThat(job.target().isMetBy(header.hash())).isTrue();
                assertThat(hashes.add(header.hash())).isTrue();
                acknowledge(peer, share.sequenceNumber());
            }
            await().until(() -> miner.counts().accepted() == 100); // unread shares make the end a reset
            peer.close();
            V2Peer next = pool.accept();
            await().until(() -> miner.counts().outstanding() == 0);
            easyExtended(next).expect(new SubmitSharesExtended());
            assertThat(miner.counts().accepted()).isEqualTo(100);
        }
    }

    private static V2Peer easyExtended(V2Peer peer) throws Exception {
        Sv2FakePool.setUp(peer, 0);
        peer.expect(new OpenExtendedMiningChannel());
        peer.send(out -> OpenExtendedMiningChannelSuccess.encode(out, 1, CHANNEL, EASY, 4, PREFIX, GROUP));
        Sv2FakePool.futureExtendedJob(peer, CHANNEL, 9);
        return Sv2FakePool.prevHash(peer, CHANNEL, 9, PREVIOUS, NBITS);
    }

    private static void acknowledge(V2Peer peer, long sequence) throws Exception {
        if (sequence % 10 == 0) {
            peer.send(out -> SubmitSharesSuccess.encode(out, CHANNEL, sequence, 10, 0));
        }
    }
}
