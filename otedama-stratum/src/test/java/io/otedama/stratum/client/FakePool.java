package io.otedama.stratum.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** A server socket on a free loopback port. It has no thread: the test accepts and plays each conversation itself. */
final class FakePool implements AutoCloseable {
    static final int WAIT_MS = 10_000;

    private final ServerSocket server;

    FakePool() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            server.setSoTimeout(WAIT_MS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    Conversation accept() {
        try {
            return new Conversation(server.accept());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client of this pool with quick, repeatable reconnects. */
    StratumClientBuilder client() {
        return StratumClient.builder()
                .server(address())
                .user("addr.rig")
                .reconnect(new ReconnectPolicy(Duration.ofMillis(1), Duration.ofMillis(5), 0, Integer.MAX_VALUE, 1L));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
