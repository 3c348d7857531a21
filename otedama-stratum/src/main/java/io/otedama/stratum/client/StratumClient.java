package io.otedama.stratum.client;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A Stratum V1 miner's side of one connection at a time. It connects, subscribes, authorizes, keeps the current job, and
 * connects again when the connection ends, as its {@link ReconnectPolicy} says.
 *
 * <pre>
 *   NEW --start--> CONNECTING --> HANDSHAKE --> READY
 *                      ^              |           |
 *                      +-- WAITING &lt;-+-----------+        any state --close--> STOPPED
 * </pre>
 *
 * <p>Threads: every method may be called from any thread and none blocks, except {@link #close}. All events come on the
 * client's one event loop. A group that is passed in serves any number of clients and is never shut down here; without
 * one the client owns a single daemon thread that ends with {@link #close}.
 */
public final class StratumClient implements MiningSource, AutoCloseable {
    private final ClientConfig config;
    private final ClientLife<ClientConnection> life;
    private final ListenerFan<ClientListener> listeners = new ListenerFan<>();
    private final ListenerFan<WorkListener> workListeners = new ListenerFan<>();
    private final CompletableFuture<ClientSession> firstSession = new CompletableFuture<>();
    private volatile @Nullable ClientSession session;

    StratumClient(ClientConfig config, @Nullable EventLoopGroup group) {
        this.config = config;
        this.life = new ClientLife<>(group, config.reconnect(), config.server(), new Owner());
    }

    public static StratumClientBuilder builder() {
        return new StratumClientBuilder();
    }

    /**
     * Begins to connect. Calling it again changes nothing.
     *
     * @return completes when the client first becomes ready; exceptionally, with {@link IllegalStateException}, when it
     *     was closed or gave up before
     */
    public CompletableFuture<ClientSession> start() {
        life.start();
        return firstSession.copy();
    }

    /**
     * Submits a share. Costs one future and one lambda; load generators use the other form.
     *
     * @return completes normally whatever the outcome
     * @see #submit(long, MinerJob, byte[], int, int, int, SubmitListener)
     */
    public CompletableFuture<SubmitReply> submit(
            StratumJob job, byte[] extranonce2, int time, int nonce, int versionBits) {
        CompletableFuture<SubmitReply> future = new CompletableFuture<>();
        submit(
                0,
                job,
                extranonce2,
                time,
                nonce,
                versionBits,
                (token, outcome, code, message) -> future.complete(new SubmitReply(outcome, code, message)));
        return future;
    }

    /**
     * Submits a share without allocating for it. The values are sent as they are, right or wrong.
     *
     * @param token handed back to the listener
     * @param extranonce2 read before this method returns
     * @param time seconds since 1970, unsigned 32 bit
     * @param versionBits the rolled bits in their place within the version; sent only when version rolling was agreed
     * @param listener hears the outcome exactly once; {@link SubmitOutcome#NOT_SENT} on the calling thread
     * @throws IllegalArgumentException for a job of another protocol
     */
    @Override
    public void submit(
            long token,
            MinerJob job,
            byte[] extranonce2,
            int time,
            int nonce,
            int versionBits,
            SubmitListener listener) {
        if (!(job instanceof StratumJob own)) {
            throw new IllegalArgumentException("a job of another protocol: " + job);
        }
        ClientConnection current = life.link();
        if (current == null || current.number() != own.connection()) {
            listener.onReply(token, SubmitOutcome.NOT_SENT, 0, "the job's connection has ended");
        } else {
            current.submit(token, own, extranonce2, time, nonce, versionBits, listener);
        }
    }

    /**
     * Sends bytes as they are: for tests of servers.
     *
     * @return false when there is no connection, or it takes no more at the moment
     */
    public boolean sendRaw(byte[] bytes) {
        ClientConnection current = life.link();
        return current != null && current.sendRaw(bytes);
    }

    /** Drops the connection, if there is one; the client connects again as its policy says. */
    public void disconnect() {
        life.disconnect();
    }

    /**
     * @throws IllegalStateException when there are {@value ListenerFan#MAX_LISTENERS} already
     */
    public void addListener(ClientListener listener) {
        listeners.add(listener);
    }

    public void removeListener(ClientListener listener) {
        listeners.remove(listener);
    }

    @Override
    public void addWorkListener(WorkListener listener) {
        workListeners.add(listener);
    }

    @Override
    public void removeWorkListener(WorkListener listener) {
        workListeners.remove(listener);
    }

    public ClientState state() {
        return life.state();
    }

    /** What was agreed on the current connection; {@code null} unless {@link ClientState#READY}. */
    public @Nullable ClientSession session() {
        return session;
    }

    /** The newest job of the current connection; {@code null} unless {@link ClientState#READY}. */
    @Override
    public @Nullable StratumJob currentJob() {
        ClientConnection current = life.link();
        return current == null || session == null ? null : current.protocol().currentJob();
    }

    /** Submits of the current connection that are not answered yet. */
    public int outstanding() {
        ClientConnection current = life.link();
        return current == null ? 0 : current.outstanding();
    }

    @Override
    public int maxOutstanding() {
        return config.maxOutstanding();
    }

    /**
     * Ends the connection; submits without answer hear {@link SubmitOutcome#CONNECTION_LOST}. Waits until that has
     * happened and, when the client owns its thread, until the thread has ended; called on the event loop it only begins.
     */
    @Override
    public void close() {
        life.close();
    }

    private final class Owner implements ClientLife.Owner<ClientConnection> {
        @Override
        public ClientConnection connect(long number, InetSocketAddress server, EventLoop loop) {
            ConnectionWatch watch = new ConnectionWatch(StratumClient.this, listeners);
            return new ClientConnection(config, number, server, loop, watch);
        }

        @Override
        public void stopped() {
            firstSession.completeExceptionally(new IllegalStateException("the client stopped before it was ready"));
            listeners.forEach(ClientListener::onStopped);
        }
    }

    // ---- what the connection reports, on the event loop

    void onActive() {
        life.active();
    }

    void onReady(ClientSession ready) {
        session = ready;
        life.ready();
    }

    /** After the listeners have heard of it, so that who waits for the first session finds them up to date. */
    void onReadyAnnounced(ClientSession ready) {
        firstSession.complete(ready);
    }

    void onWork(StratumJob job) {
        life.worked();
        workListeners.forEach(listener -> listener.onWork(job));
    }

    void onVersionMask() {
        StratumJob job = currentJob();
        workListeners.forEach(listener -> listener.onWork(job));
    }

    void onClosed() {
        session = null;
        life.closed();
        workListeners.forEach(listener -> listener.onWork(null));
    }

    void onClosedAnnounced(@Nullable Redirect redirect) {
        life.closedAnnounced(redirect);
    }
}
