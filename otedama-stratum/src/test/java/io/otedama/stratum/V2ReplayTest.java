package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hex;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What clients of the reference implementation once sent to this server is still understood, frame by frame. */
class V2ReplayTest extends V2ServerTest {
    private static List<byte[]> transcript(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(V2ReplayTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Hex::decode)
                    .toList();
        }
    }

    @Test
    void theReferencesMinerOpensAStandardChannelAndSubmits() throws IOException {
        engine.publish(FakeJob.newBlock(1));
        startV2();
        List<byte[]> frames = transcript("reference-miner.txt");
        V2Peer peer = peer().sendRaw(frames.get(0));
        assertThat(peer.expect(new SetupConnectionSuccess()).flags()).isZero();
        peer.sendRaw(frames.get(1));
        var open = peer.expect(new OpenStandardMiningChannelSuccess());
        assertThat(open.requestId()).isEqualTo(10);
        firstStandardJob(peer);
        submitRest(peer, frames, open.channelId());
    }

    @Test
    void theReferencesTranslatorOpensAnExtendedChannelAndSubmits() throws IOException {
        engine.publish(FakeJob.newBlock(1));
        engine.extranonce2Size = 8;
        startV2();
        List<byte[]> frames = transcript("reference-translator.txt");
        V2Peer peer = peer().sendRaw(frames.get(0));
        assertThat(peer.expect(new SetupConnectionSuccess()).flags()).isZero();
        peer.sendRaw(frames.get(1));
        var open = peer.expect(new OpenExtendedMiningChannelSuccess());
        assertThat(open.extranonceSize()).isEqualTo(8);
        firstExtendedJob(peer);
        submitRest(peer, frames, open.channelId());
    }

    /** Every further frame is a share, and each is acknowledged: one by one, as the first of a channel are. */
    private void submitRest(V2Peer peer, List<byte[]> frames, long channelId) throws IOException {
        assertThat(frames).hasSizeGreaterThan(3);
        for (byte[] frame : frames.subList(2, Math.min(frames.size(), 11))) {
            SubmitSharesSuccess success = peer.sendRaw(frame).expect(new SubmitSharesSuccess());
            assertThat(success.channelId()).isEqualTo(channelId);
        }
        assertThat(engine.counter("stratum.requests.malformed")).isZero();
    }
}
