package io.otedama.examples;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One {@code litecoind -regtest} on loopback with its own directory and ports, which survive restarts. Driven by one test
 * thread.
 */
final class LitecoinNode implements AutoCloseable {
    static final String USER = "u";
    static final String PASSWORD = "p";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final int STOP_TIMEOUT_S = 20;
    private static final String LOOPBACK = "127.0.0.1";

    private final Path executable;
    private final Path directory;
    private final int rpcPort;
    private final int peerPort;
    private final LitecoinRpc rpc;
    private Process process;

    LitecoinNode(Path executable, Path directory) throws IOException {
        this.executable = executable;
        this.directory = Files.createDirectories(directory);
        InetAddress loopback = InetAddress.getByName(LOOPBACK);
        try (ServerSocket first = new ServerSocket(0, 1, loopback);
                ServerSocket second = new ServerSocket(0, 1, loopback)) {
            rpcPort = first.getLocalPort();
            peerPort = second.getLocalPort();
        }
        rpc = new LitecoinRpc(rpcUrl(), USER, PASSWORD);
    }

    /** Where the daemon answers RPC; {@link #USER} and {@link #PASSWORD} are its credentials. */
    URI rpcUrl() {
        return URI.create("http://" + LOOPBACK + ":" + rpcPort + "/");
    }

    /** Where other daemons connect to. */
    String peerAddress() {
        return LOOPBACK + ":" + peerPort;
    }

    /** Starts the process; {@link #awaitReady()} waits until it answers. */
    void launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment()
                .put(
                        "HOME",
                        directory.toString()); // where Debian's wrapper makes a directory, whoever starts beside it
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                directory.resolve("console.log").toFile()));
        process = builder.start();
    }

    private List<String> command() {
        return List.of(
                executable.toString(),
                "-regtest",
                "-datadir=" + directory,
                "-maxtipage=2147483647",
                "-server",
                "-listen=1",
                "-bind=" + peerAddress(),
                "-rpcport=" + rpcPort,
                "-rpcbind=" + LOOPBACK,
                "-rpcallowip=" + LOOPBACK,
                "-rpcuser=" + USER,
                "-rpcpassword=" + PASSWORD,
                "-discover=0",
                "-dnsseed=0",
                "-upnp=0",
                "-listenonion=0",
                "-fallbackfee=0.001");
    }

    void awaitReady() {
        await("RPC of " + this)
                .atMost(START_TIMEOUT)
                .pollInterval(Duration.ofMillis(100))
                .until(this::answers);
    }

    private boolean answers() throws IOException {
        if (!isRunning()) {
            throw new IllegalStateException(this + " ended: " + Files.readString(directory.resolve("console.log")));
        }
        try {
            return rpc.call("getblockcount").isInt();
        } catch (IOException | LitecoinRpc.RpcFailure e) {
            return false; // not listening yet, or warming up
        }
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Asks the daemon to end and waits until it has; whatever does not end is killed. */
    void stop() {
        if (!isRunning()) {
            return;
        }
        try {
            rpc.call("stop");
        } catch (IOException | LitecoinRpc.RpcFailure e) {
            process.destroy();
        }
        if (!ended()) {
            kill();
        }
    }

    /** As {@code kill -9}: the daemon gets no chance to write anything. */
    void kill() {
        if (process != null) {
            process.destroyForcibly();
            if (!ended()) {
                throw new IllegalStateException(this + " cannot be killed");
            }
        }
    }

    private boolean ended() {
        try {
            return process.waitFor(STOP_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Calls the daemon; a test has no use for checked exceptions. */
    JsonNode call(String method, Object... parameters) {
        try {
            return rpc.call(method, parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " at " + this, e);
        }
    }

    JsonNode callWallet(String wallet, String method, Object... parameters) {
        try {
            return rpc.callWallet(wallet, method, parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " at " + this, e);
        }
    }

    String tip() {
        return call("getbestblockhash").asText();
    }

    int height() {
        return call("getblockcount").asInt();
    }

    int peers() {
        return call("getconnectioncount").asInt();
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public String toString() {
        return "litecoind " + directory.getFileName() + " (rpc " + rpcPort + ")";
    }
}
