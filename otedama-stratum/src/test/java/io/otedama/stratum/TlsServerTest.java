package io.otedama.stratum;

import io.otedama.security.TlsFiles;
import io.otedama.testkit.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate, and miners that believe only the one that they were given. */
public abstract class TlsServerTest extends V2ServerTest {
    private static final int TIMEOUT_MILLIS = 10_000;

    @TempDir
    Path directory;

    protected final TestCertificate first = TestCertificate.of("EC", "first", Duration.ofDays(365));

    protected StratumServer startTls(TlsUse use) {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return startTls(List.of(StratumPort.of(free).withTls(use)));
    }

    protected StratumServer startTls(List<StratumPort> ports) {
        TlsFiles files = write(first);
        return start(
                limits -> limits,
                config -> config.ports(ports).sv2(Sv2Config.of(authority)).tls(files));
    }

    protected TlsFiles write(TestCertificate certificate) {
        try {
            return certificate.write(directory).withLookEvery(Duration.ofMillis(20));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection whose handshake is done, with a server that has that very certificate. */
    protected SSLSocket handshake(X509Certificate expected, String... protocols) throws IOException {
        InetSocketAddress address = java.util.Objects.requireNonNull(server).localAddress();
        SSLSocket socket = (SSLSocket) TestCertificate.trusting(expected)
                .getSocketFactory()
                .createSocket(address.getAddress(), address.getPort());
        closing(socket);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        socket.startHandshake();
        return socket;
    }
}
