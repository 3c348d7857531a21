package io.otedama.stratum.loop;

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
public abstract class MinerLoop<J extends LoopJob> {
    /** How often time-outs are looked at. */
    static final long TICK_MILLIS = 1_000;

    /** How often idle sessions are looked at for an easier difficulty. */
    static final long SESSION_TICK_NS = 5_000_000_000L;

    private static final long RETRY_MILLIS = 1;

    private final EventLoop eventLoop;
    private final ServerTerms terms;
    private final ReplyQueue replies;
    private final IngressLane lane;
    private final TurnShares turnShares;
    private final List<LoopConnection<J>> connections = new ArrayList<>();
    private final ArrayDeque<LoopConnection<J>> waiting = new ArrayDeque<>();

    private @Nullable J current;
    private @Nullable ScheduledFuture<?> tick;
    private @Nullable ScheduledFuture<?> retry;
    private long nowNs;
    private long sessionTickNs;
    private boolean closed;

    /** The list's size, for others to see. */
    private volatile int openConnections;

    protected MinerLoop(EventLoop eventLoop, ServerTerms terms) {
        this.eventLoop = eventLoop;
        this.terms = terms;
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

    public final ServerTerms terms() {
        return terms;
    }

    public final IngressLane lane() {
        return lane;
    }

    /** The job for everybody, null before the first. */
    public final @Nullable J currentJob() {
        return current;
    }

    public final TurnShares turnShares() {
        return turnShares;
    }

    /** Time of the turn that is being worked on. */
    public final long nowNs() {
        return nowNs;
    }

    /** A turn begins: reads the clock. */
    public final long beginTurn() {
        nowNs = terms.clock().nanoTime();
        return nowNs;
    }

    /** Any thread: runs the task on the loop; false when the loop has ended. */
    final boolean execute(Runnable task) {
        try {
            eventLoop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    // ---- connections

    /** Any thread. */
    final int openConnections() {
        return openConnections;
    }

    void add(LoopConnection<J> connection) {
        connection.index = connections.size();
        connections.add(connection);
        openConnections = connections.size();
    }

    void remove(LoopConnection<J> connection) {
        LoopConnection<J> last = connections.remove(connections.size() - 1);
        if (!last.equals(connection)) {
            connections.set(connection.index, last);
            last.index = connection.index;
        }
        openConnections = connections.size();
    }

    /** This connection cannot go on until time has passed or the ring has room. */
    void retryLater(LoopConnection<J> connection) {
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
            LoopConnection<J> connection = waiting.removeFirst();
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

    private boolean hasDone(LoopConnection<J> connection) {
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
            LoopConnection<J> connection = connections.get(i);
            try {
                connection.onTick(now, sessions);
            } catch (RuntimeException e) {
                connection.fail(e);
            }
        }
    }

    // ---- jobs

    /** Job thread: hands over one reference of the job. */
    void offer(J job, JobFanOut fanOut) {
        if (!execute(() -> {
            deliver(job);
            fanOut.written();
        })) {
            job.letGo();
        }
    }

    private void deliver(J job) {
        J before = current;
        boolean outdated = before != null && before.job().number() >= job.job().number();
        if (closed || (outdated && job.isForEverybody())) {
            job.letGo();
            return;
        }
        if (job.isForEverybody()) {
            current = job;
        }
        beginTurn();
        for (int i = connections.size() - 1; i >= 0; i--) {
            LoopConnection<J> connection = connections.get(i);
            try {
                connection.onJob(job);
            } catch (RuntimeException e) {
                connection.fail(e);
            }
        }
        if (!job.isForEverybody()) {
            job.letGo();
        } else if (before != null) {
            before.letGo();
        }
    }

    // ---- end

    /** Asks every miner to connect again, each after a delay of its own below {@code spreadMillis}. */
    @SuppressWarnings("FutureReturnValueIgnored") // a miner that is not asked loses nothing
    void askToReconnect(int spreadMillis, RandomGenerator random) {
        for (int i = 0; i < connections.size(); i++) {
            LoopConnection<J> connection = connections.get(i);
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
            current.letGo();
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
