package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Target;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.share.ShareVerdict;
import io.otedama.stratum.client.CpuMiner;
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
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void aProcessorMinesOverEveryKindOfChannel(ChannelKind kind) {
        FakeJob easy = new FakeJob(
                1, FakeJob.newBlock(1).purpose(), FakeJob.newBlock(1).variant(), Target.MAX);
        engine.publish(easy);
        startV2();
        try (Sv2Client client = client(kind).plaintext().build();
                CpuMiner miner = CpuMiner.builder(client, new Sha256dProofOfWork())
                        .nonceSpan(4)
                        .build()) {
            client.start();
            miner.start();
            Awaitility.await().until(() -> miner.counts().hashes() > 1_000);
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
}
