package io.otedama.stratum.client;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The life of a client of any protocol: one connection after the other, as its {@link ReconnectPolicy} says.
 *
 * <pre>
 *   NEW --start--> CONNECTING --> HANDSHAKE --> READY
 *                      ^              |           |
 *                      +-- WAITING &lt;-+-----------+        any state --close--> STOPPED
 * </pre>
 *
 * <p>{@link #start}, {@link #disconnect}, {@link #close} and the getters: any thread. What the connection reports: the event
 * loop.
 *
 * @param <L> the protocol's connection
 */
@SuppressWarnings("FutureReturnValueIgnored") // of timers
public final class ClientLife<L extends ClientLink> {
    private static final long CLOSE_WAIT_SECONDS = 10;

    /** The client whose life it is. Called on the event loop. */
    public interface Owner<L extends ClientLink> {
        /** A connection that is not opened yet. */
        L connect(long number, InetSocketAddress server, EventLoop loop);

        /** There will be no further connection. Once, last. */
        void stopped();
    }

    private final EventLoop loop;
    private final @Nullable OwnLoop ownLoop;
    private final Backoff backoff;
    private final InetSocketAddress home;
    private final Owner<L> owner;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile ClientState state = ClientState.NEW;
    private volatile @Nullable L link;
    private long links;
    private boolean closing;
    private @Nullable Future<?> retry;
    private InetSocketAddress next;

    /**
     * @param group serves the client, and is not shut down here; null for a daemon thread of its own
     * @param home where every connection goes that nobody redirects
     */
    public ClientLife(
            @Nullable EventLoopGroup group, ReconnectPolicy reconnect, InetSocketAddress home, Owner<L> owner) {
        this.ownLoop = group == null ? new OwnLoop() : null;
        this.loop = ownLoop != null ? ownLoop.loop() : loopOf(group);
        this.backoff = new Backoff(reconnect);
        this.home = home;
        this.next = home;
        this.owner = owner;
    }

    private static EventLoop loopOf(@Nullable EventLoopGroup group) {
        if (group == null) {
            throw new IllegalStateException("neither a group nor an own loop");
        }
        return group.next();
    }

    /** Begins to connect. Calling it again changes nothing. */
    public void start() {
        onLoop(() -> {
            if (state == ClientState.NEW) {
                connect();
            }
        });
    }

    /** Drops the connection, if there is one. */
    public void disconnect() {
        onLoop(() -> {
            L current = link;
            if (current != null) {
                current.end(DisconnectReason.CLOSED_BY_CALLER, "disconnect was called");
            }
        });
    }

    /** Ends everything and waits for it; called on the event loop it only begins. */
    public void close() {
        boolean mayWait = !loop.inEventLoop();
        if (onLoop(this::stop) && mayWait) {
            awaitStopped();
        }
        if (ownLoop != null) {
            ownLoop.close(mayWait ? CLOSE_WAIT_SECONDS : 0);
        }
    }

    public ClientState state() {
        return state;
    }

    /** The connection, or the attempt to make it; null between two. */
    public @Nullable L link() {
        return link;
    }

    /** Runs a task on the event loop; false when the loop has ended and the task will not run. */
    public boolean onLoop(Runnable task) {
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
        L attempt = owner.connect(++links, next, loop);
        link = attempt;
        attempt.open();
    }

    private void stop() {
        closing = true;
        if (retry != null) {
            retry.cancel(false);
        }
        L current = link;
        if (current != null) {
            current.end(DisconnectReason.CLOSED_BY_CALLER, "the client was closed");
        } else {
            becomeStopped();
        }
    }

    private void becomeStopped() {
        if (state != ClientState.STOPPED) {
            state = ClientState.STOPPED;
            owner.stopped();
            stopped.countDown();
        }
    }

    // ---- reports of the connection

    /** The TCP connection stands. */
    public void active() {
        state = ClientState.HANDSHAKE;
    }

    /** Shares can be submitted. */
    public void ready() {
        state = ClientState.READY;
    }

    /** A job has come: the count of failures starts anew. */
    public void worked() {
        backoff.reset();
    }

    /** The connection has ended; nobody has been told yet. */
    public void closed() {
        link = null;
    }

    /**
     * Those who listen have heard that the connection has ended: waits, then connects again, or stops.
     *
     * @param redirect where the server sends the client, this once; null to go home
     */
    public void closedAnnounced(@Nullable Redirect redirect) {
        long delayMs = closing ? -1 : backoff.nextDelayMs();
        if (delayMs < 0) {
            becomeStopped();
            return;
        }
        state = ClientState.WAITING;
        next = redirect == null ? home : redirect.address();
        long waitMs = redirect == null ? delayMs : Math.max(delayMs, redirect.waitMs());
        retry = loop.schedule(this::connectAgain, waitMs, TimeUnit.MILLISECONDS);
    }

    private void connectAgain() {
        if (!closing) {
            connect();
        }
    }
}
