package io.otedama.stratum.client;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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
@SuppressWarnings("FutureReturnValueIgnored") // of timers
public final class StratumClient implements AutoCloseable {
    private static final long CLOSE_WAIT_SECONDS = 10;

    private final ClientConfig config;
    private final EventLoop loop;
    private final @Nullable OwnLoop ownLoop;
    private final Backoff backoff;
    private final ListenerFan listeners = new ListenerFan();
    private final CompletableFuture<ClientSession> firstSession = new CompletableFuture<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile ClientState state = ClientState.NEW;
    private volatile @Nullable ClientConnection connection;
    private volatile @Nullable ClientSession session;
    private long connections;
    private boolean closing;
    private @Nullable Future<?> retry;
    private InetSocketAddress nextServer;

    StratumClient(ClientConfig config, EventLoop loop, @Nullable OwnLoop ownLoop) {
        this.config = config;
        this.loop = loop;
        this.ownLoop = ownLoop;
        this.backoff = new Backoff(config.reconnect());
        this.nextServer = config.server();
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
        onLoop(() -> {
            if (state == ClientState.NEW) {
                connect();
            }
        });
        return firstSession.copy();
    }

    /**
     * Submits a share. Costs one future and one lambda; load generators use the other form.
     *
     * @return completes normally whatever the outcome
     * @see #submit(long, StratumJob, byte[], int, int, int, SubmitListener)
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
     */
    public void submit(
            long token,
            StratumJob job,
            byte[] extranonce2,
            int time,
            int nonce,
            int versionBits,
            SubmitListener listener) {
        ClientConnection current = connection;
        if (current == null || current.number() != job.connection()) {
            listener.onReply(token, SubmitOutcome.NOT_SENT, 0, "the job's connection has ended");
        } else {
            current.submit(token, job, extranonce2, time, nonce, versionBits, listener);
        }
    }

    /**
     * Sends bytes as they are: for tests of servers.
     *
     * @return false when there is no connection, or it takes no more at the moment
     */
    public boolean sendRaw(byte[] bytes) {
        ClientConnection current = connection;
        return current != null && current.sendRaw(bytes);
    }

    /** Drops the connection, if there is one; the client connects again as its policy says. */
    public void disconnect() {
        onLoop(() -> {
            ClientConnection current = connection;
            if (current != null) {
                current.end(DisconnectReason.CLOSED_BY_CALLER, "disconnect was called");
            }
        });
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

    public ClientState state() {
        return state;
    }

    /** What was agreed on the current connection; {@code null} unless {@link ClientState#READY}. */
    public @Nullable ClientSession session() {
        return session;
    }

    /** The newest job of the current connection; {@code null} unless {@link ClientState#READY}. */
    public @Nullable StratumJob currentJob() {
        ClientConnection current = connection;
        return current == null || session == null ? null : current.protocol().currentJob();
    }

    /** Submits of the current connection that are not answered yet. */
    public int outstanding() {
        ClientConnection current = connection;
        return current == null ? 0 : current.outstanding();
    }

    /** At most this many submits can be outstanding. */
    public int maxOutstanding() {
        return config.maxOutstanding();
    }

    /**
     * Ends the connection; submits without answer hear {@link SubmitOutcome#CONNECTION_LOST}. Waits until that has
     * happened and, when the client owns its thread, until the thread has ended; called on the event loop it only begins.
     */
    @Override
    public void close() {
        boolean mayWait = !loop.inEventLoop();
        if (onLoop(this::stop) && mayWait) {
            awaitStopped();
        }
        if (ownLoop != null) {
            ownLoop.close(mayWait ? CLOSE_WAIT_SECONDS : 0);
        }
    }

    /** Runs a task on the event loop; false when the loop has ended and the task will not run. */
    private boolean onLoop(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void awaitStopped() {
        try {
            stopped.await(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect() {
        state = ClientState.CONNECTING;
        ClientConnection next =
                new ClientConnection(config, ++connections, nextServer, loop, new ConnectionWatch(this, listeners));
        connection = next;
        next.open();
    }

    private void stop() {
        closing = true;
        if (retry != null) {
            retry.cancel(false);
        }
        ClientConnection current = connection;
        if (current != null) {
            current.end(DisconnectReason.CLOSED_BY_CALLER, "the client was closed");
        } else {
            becomeStopped();
        }
    }

    private void becomeStopped() {
        if (state != ClientState.STOPPED) {
            state = ClientState.STOPPED;
            firstSession.completeExceptionally(new IllegalStateException("the client stopped before it was ready"));
            listeners.forEach(ClientListener::onStopped);
            stopped.countDown();
        }
    }

    void onActive() {
        state = ClientState.HANDSHAKE;
    }

    void onReady(ClientSession ready) {
        session = ready;
        state = ClientState.READY;
    }

    /** After the listeners have heard of it, so that who waits for the first session finds them up to date. */
    void onReadyAnnounced(ClientSession ready) {
        firstSession.complete(ready);
    }

    void onWork() {
        backoff.reset();
    }

    void onClosed() {
        session = null;
        connection = null;
    }

    void onClosedAnnounced(@Nullable Redirect redirect) {
        long delayMs = closing ? -1 : backoff.nextDelayMs();
        if (delayMs < 0) {
            becomeStopped();
            return;
        }
        state = ClientState.WAITING;
        nextServer = redirect == null ? config.server() : redirect.address();
        long waitMs = redirect == null ? delayMs : Math.max(delayMs, redirect.waitMs());
        retry = loop.schedule(this::connectAgain, waitMs, TimeUnit.MILLISECONDS);
    }

    private void connectAgain() {
        if (!closing) {
            connect();
        }
    }
}
