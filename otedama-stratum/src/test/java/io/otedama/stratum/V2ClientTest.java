package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.Sha256d;
import io.otedama.share.ShareVerdict;
import io.otedama.stratum.client.DisconnectReason;
import io.otedama.stratum.client.ReconnectPolicy;
import io.otedama.stratum.client.SubmitReply;
import io.otedama.stratum.client.sv2.ChannelKind;
import io.otedama.stratum.client.sv2.Sv2Channel;
import io.otedama.stratum.client.sv2.Sv2Client;
import io.otedama.stratum.client.sv2.Sv2ClientBuilder;
import io.otedama.stratum.client.sv2.Sv2Job;
import io.otedama.stratum.client.sv2.Sv2Recorder;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client of this module against the server of this module. */
@Timeout(60)
class V2ClientTest extends V2ServerTest {
    private final Sv2Recorder events = new Sv2Recorder();

    private Sv2ClientBuilder client(ChannelKind kind) {
        Sv2ClientBuilder builder = Sv2Client.builder()
                .server(Objects.requireNonNull(server).localAddress())
                .user("addr.rig")
                .listener(events)
                .reconnect(ReconnectPolicy.OFF);
        return kind == ChannelKind.STANDARD ? builder.standard() : builder.extended(4);
    }

    @ParameterizedTest
    @CsvSource({"STANDARD, false", "EXTENDED, false", "STANDARD, true", "EXTENDED, true"})
    void sharesAreAcceptedAndRefused(ChannelKind kind, boolean encrypted) throws Exception {
        engine.publish(FakeJob.newBlock(9));
        startV2();
        Sv2ClientBuilder builder = client(kind);
        if (encrypted) {
            builder.authority(authority.publicKey());
        } else {
            builder.plaintext();
        }
        try (Sv2Client client = builder.build()) {
            Sv2Channel channel = client.start().get(10, TimeUnit.SECONDS);
            assertThat(channel.kind()).isEqualTo(kind);
            assertThat(channel.target()).isEqualTo(D1024);
            events.next(Sv2Recorder.Opened.class);
            Sv2Job job = events.next(Sv2Job.class);
            assertThat(job.id()).isEqualTo(9);
            assertThat(job.target()).isEqualTo(D1024);
            assertThat(job.time()).isEqualTo(0x514f20ac);

            SubmitReply accepted = client.submit(job, new byte[job.extranonceSize()], job.time(), 7, 0)
                    .get(10, TimeUnit.SECONDS);
            assertThat(accepted.accepted()).isTrue();
            engine.verdict = share -> ShareVerdict.DUPLICATE;
            SubmitReply refused = client.submit(job, new byte[job.extranonceSize()], job.time(), 7, 0)
                    .get(10, TimeUnit.SECONDS);
            assertThat(refused.code()).isEqualTo(SubmitReply.DUPLICATE_SHARE);
            assertThat(refused.message()).isEqualTo("duplicate-share");
            assertThat(engine.submitted).hasSize(2).allMatch(share -> share.startsWith("addr.rig 9 0/4 514f20ac 7 2"));
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsNotBelieved() {
        startV2();
        AuthorityKeyPair other = AuthorityKeyPair.generate(new SecureRandom());
        try (Sv2Client client =
                client(ChannelKind.STANDARD).authority(other.publicKey()).build()) {
            client.start();
            Sv2Recorder.Disconnected end = events.next(Sv2Recorder.Disconnected.class);
            assertThat(end.reason()).isEqualTo(DisconnectReason.UNTRUSTED);
            assertThat(end.detail()).contains("not signed by the authority");
            events.next(Sv2Recorder.Stopped.class);
        }
    }

    @Test
    void aServerWhoseAuthorityIsNotKnownCanBeBelieved() {
        startV2();
        try (Sv2Client client = client(ChannelKind.EXTENDED).anyAuthority().build()) {
            client.start();
            events.next(Sv2Recorder.Opened.class);
        }
    }

    @Test
    void manySharesAreAcknowledgedTogetherAndJobsFollowEachOther() throws Exception {
        engine.publish(FakeJob.newBlock(9));
        startV2(settings -> settings.withAcknowledgements(10, Duration.ofMillis(1)));
        try (Sv2Client client = client(ChannelKind.EXTENDED)
                .authority(authority.publicKey())
                .maxOutstanding(64)
                .build()) {
            client.start().get(10, TimeUnit.SECONDS);
            Sv2Job job = events.skipTo(Sv2Job.class);
            List<CompletableFuture<SubmitReply>> replies = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                replies.add(client.submit(job, new byte[] {0, 0, 0, (byte) i}, job.time(), i, 0));
            }
            for (CompletableFuture<SubmitReply> reply : replies) {
                assertThat(reply.get(10, TimeUnit.SECONDS).accepted()).isTrue();
            }
            engine.publish(FakeJob.refresh(10));
            Sv2Job next = events.skipTo(Sv2Job.class);
            assertThat(next.id()).isEqualTo(10);
            assertThat(next.previousBlock()).isEqualTo(job.previousBlock());
            assertThat(client.currentJob()).isSameAs(next);
        }
    }

    @Test
    void theHeaderIsThatOfBothProtocols() throws Exception {
        FakeJob published = FakeJob.newBlock(9);
        engine.publish(published);
        startV2();
        for (ChannelKind kind : ChannelKind.values()) {
            try (Sv2Client client = client(kind).plaintext().build()) {
                client.start().get(10, TimeUnit.SECONDS);
                Sv2Job job = events.skipTo(Sv2Job.class);
                byte[] chosen = new byte[job.extranonceSize()];
                String extranonce = job.channel().extranonce().extranonce1() + Hex.encode(chosen);
                byte[] coinbase = Hex.decode(Hex.encode(published.variant().coinbasePrefix())
                        + extranonce
                        + Hex.encode(published.variant().coinbaseSuffix()));
                Hash256 root = MerkleTree.fold(Sha256d.of(coinbase), published.merkleBranch());
                assertThat(extranonce).hasSize(16);
                assertThat(job.header(chosen, 1, 2, 0))
                        .isEqualTo(new BlockHeader(
                                published.version(), published.previousBlock(), root, 1, published.bits(), 2));
            }
        }
    }
}
