package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.stratum.client.ReconnectPolicy;
import io.otedama.stratum.client.StratumClient;
import io.otedama.stratum.client.StratumClientBuilder;
import io.otedama.stratum.client.StratumJob;
import io.otedama.stratum.client.SubmitOutcome;
import io.otedama.testkit.TestCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The client of this module with TLS, against the server of this module. */
class TlsClientTest extends TlsServerTest {
    private StratumClientBuilder client(X509Certificate believed, InetAddress host) {
        int port = Objects.requireNonNull(server).localAddress().getPort();
        return StratumClient.builder()
                .server(new InetSocketAddress(host, port))
                .tls(TestCertificate.trusting(believed))
                .user("addr.w")
                .reconnect(ReconnectPolicy.OFF);
    }

    @Test
    void itMinesInsideTls() throws Exception {
        engine.job = FakeJob.newBlock(1);
        startTls(TlsUse.REQUIRED);
        try (StratumClient client =
                client(first.certificate(), InetAddress.getByName("127.0.0.1")).build()) {
            client.start().get(10, TimeUnit.SECONDS);
            await().until(() -> client.currentJob() != null);
            StratumJob job = Objects.requireNonNull(client.currentJob());
            assertThat(client.submit(job, new byte[4], 0x514f20ac, 1, 0)
                            .get(10, TimeUnit.SECONDS)
                            .outcome())
                    .isEqualTo(SubmitOutcome.ACCEPTED);
        }
    }

    @Test
    void itBelievesNoOtherCertificateAndNoOtherHost() throws Exception {
        startTls(TlsUse.REQUIRED);
        X509Certificate other =
                TestCertificate.of("EC", "other", Duration.ofDays(1)).certificate();
        InetAddress unnamed = InetAddress.getByAddress("elsewhere.example", new byte[] {127, 0, 0, 1});
        for (StratumClientBuilder builder : new StratumClientBuilder[] {
            client(other, InetAddress.getByName("127.0.0.1")), client(first.certificate(), unnamed)
        }) {
            try (StratumClient client = builder.build()) {
                assertThatThrownBy(() -> client.start().get(10, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class);
            }
        }
    }

    @Test
    void anAddressSaysWhetherItIsEncrypted() {
        assertThat(StratumClient.builder()
                        .url("stratum+ssl://pool.example:3335")
                        .user("a"))
                .isNotNull();
        for (String wrong : new String[] {"http://pool.example:1", "stratum+ssl://pool.example", "pool.example:3333"}) {
            assertThatThrownBy(() -> StratumClient.builder().url(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
