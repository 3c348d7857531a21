package io.otedama.stratum.v1;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.otedama.session.IngressLane;
import io.otedama.session.ReplyQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One event loop of the server: its way into the engine, its connections, the job they work on. Everything runs on the
 * loop's thread, except the constructor, {@link #start}, {@link #offer} and {@link #execute}. A connection that throws is
 * ended; the others have their turn.
 *
 * <pre>
 *   pipeline --wake-up--&gt; drain: verdicts -&gt; connections, one flush each -&gt; retry those that wait
 *   job thread --offer--&gt; deliver: job -&gt; every connection, one flush each
 *   timer       each second: time-outs; every 5 s vardiff        each ms while a connection waits: retry
 * </pre>
 */
final class V1Loop {
    /** How often time-outs are looked at. */
    static final long TICK_MILLIS = 1_000;

    /** How often idle sessions are looked at for an easier difficulty. */
    static final long SESSION_TICK_NS = 5_000_000_000L;

    private static final long RETRY_MILLIS = 1;

    private final EventLoop eventLoop;
    private final V1Terms terms;
    private final V1Scratch scratch;
    private final ReplyQueue replies;
    private final IngressLane lane;
    private final TurnShares turnShares;
    private final List<V1Connection> connections = new ArrayList<>();
    private final ArrayDeque<V1Connection> waiting = new ArrayDeque<>();

    private @Nullable EncodedJob current;
    private @Nullable ScheduledFuture<?> tick;
    private @Nullable ScheduledFuture<?> retry;
    private long nowNs;
    private long sessionTickNs;
    private boolean closed;

    V1Loop(EventLoop eventLoop, V1Terms terms) {
        this.eventLoop = eventLoop;
        this.terms = terms;
        this.scratch = new V1Scratch(terms.limits());
        Runnable drain = this::drain;
        this.replies = new ReplyQueue(powerOfTwo(terms.ingress().replyCapacity()), () -> wakeUp(drain));
        this.lane = terms.ingress().openLane(replies);
        this.turnShares = new TurnShares(lane, this::execute);
        this.nowNs = terms.clock().nanoTime();
        this.sessionTickNs = nowNs;
    }

    private static int powerOfTwo(int atLeast) {
        int highest = Integer.highestOneBit(Math.max(1, atLeast));
        return highest == atLeast ? highest : highest << 1;
    }

    private void wakeUp(Runnable drain) {
        if (!execute(drain)) {
            replies.close(); // the loop has ended: nobody is left to be told
        }
    }

    /** Starts the timer. */
    void start() {
        tick = eventLoop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    V1Terms terms() {
        return terms;
    }

    V1Scratch scratch() {
        return scratch;
    }

    IngressLane lane() {
        return lane;
    }

    /** The job for everybody, null before the first. */
    @Nullable
    EncodedJob currentJob() {
        return current;
    }

    TurnShares turnShares() {
        return turnShares;
    }

    /** Time of the turn that is being worked on. */
    long nowNs() {
        return nowNs;
    }

    /** A turn begins: reads the clock. */
    long beginTurn() {
        nowNs = terms.clock().nanoTime();
        return nowNs;
    }

    /** Any thread: runs the task on the loop; false when the loop has ended. */
    boolean execute(Runnable task) {
        try {
            eventLoop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    // ---- connections

    void add(V1Connection connection) {
        connection.index = connections.size();
        connections.add(connection);
    }

    void remove(V1Connection connection) {
        V1Connection last = connections.remove(connections.size() - 1);
        if (!last.equals(connection)) {
            connections.set(connection.index, last);
            last.index = connection.index;
        }
    }

    /** This connection cannot go on until time has passed or the ring has room. */
    void retryLater(V1Connection connection) {
        if (!connection.waiting) {
            connection.waiting = true;
            waiting.addLast(connection);
            if (retry == null) {
                retry = eventLoop.scheduleAtFixedRate(
                        this::retryWaiting, RETRY_MILLIS, RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void retryWaiting() {
        beginTurn();
        for (int left = waiting.size(); left > 0; left--) {
            V1Connection connection = waiting.removeFirst();
            if (hasDone(connection)) {
                connection.waiting = false;
            } else {
                waiting.addLast(connection);
            }
        }
        if (waiting.isEmpty() && retry != null) {
            retry.cancel(false);
            retry = null;
        }
    }

    private static boolean hasDone(V1Connection connection) {
        try {
            return connection.retry();
        } catch (RuntimeException e) {
            connection.fail(e);
            return true;
        }
    }

    private void drain() {
        beginTurn();
        replies.drain();
        if (!waiting.isEmpty()) {
            retryWaiting();
        }
    }

    private void tick() {
        long now = beginTurn();
        boolean sessions = now - sessionTickNs >= SESSION_TICK_NS;
        if (sessions) {
            sessionTickNs = now;
        }
        for (int i = connections.size() - 1; i >= 0; i--) {
            V1Connection connection = connections.get(i);
            try {
                connection.onTick(now, sessions);
            } catch (RuntimeException e) {
                connection.fail(e);
            }
        }
    }

    // ---- jobs

    /** Job thread: hands over one reference of the job. */
    void offer(EncodedJob job) {
        if (!execute(() -> deliver(job))) {
            job.release();
        }
    }

    private void deliver(EncodedJob job) {
        EncodedJob before = current;
        boolean outdated = before != null && before.job().number() >= job.job().number();
        if (closed || (outdated && job.isForEverybody())) {
            job.release();
            return;
        }
        if (job.isForEverybody()) {
            current = job;
        }
        beginTurn();
        for (int i = connections.size() - 1; i >= 0; i--) {
            V1Connection connection = connections.get(i);
            try {
                connection.onJob(job);
            } catch (RuntimeException e) {
                connection.fail(e);
            }
        }
        if (!job.isForEverybody()) {
            job.release();
        } else if (before != null) {
            before.release();
        }
    }

    // ---- end

    /** Asks every miner to connect again, each after a delay of its own below {@code spreadMillis}. */
    @SuppressWarnings("FutureReturnValueIgnored") // a miner that is not asked loses nothing
    void askToReconnect(int spreadMillis, RandomGenerator random) {
        for (int i = 0; i < connections.size(); i++) {
            V1Connection connection = connections.get(i);
            eventLoop.schedule(connection::askToReconnect, random.nextInt(spreadMillis), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Delivers the verdicts that have arrived, then ends all connections, then the lane.
     *
     * @param done completed when nothing is left
     */
    void close(CompletableFuture<Void> done) {
        closed = true;
        replies.drain();
        replies.close();
        for (ScheduledFuture<?> timer : new ScheduledFuture<?>[] {tick, retry}) {
            if (timer != null) {
                timer.cancel(false);
            }
        }
        for (int i = connections.size() - 1; i >= 0; i--) {
            connections.get(i).close();
        }
        if (current != null) {
            current.release();
            current = null;
        }
        closeLane(done);
    }

    private void closeLane(CompletableFuture<Void> done) {
        if (connections.isEmpty()) {
            lane.close();
            done.complete(null);
        } else {
            eventLoop.execute(() -> closeLane(done)); // sockets leave their loop a turn after they were closed
        }
    }
}
