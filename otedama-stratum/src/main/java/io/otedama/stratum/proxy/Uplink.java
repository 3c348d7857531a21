package io.otedama.stratum.proxy;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.ScheduledFuture;
import io.otedama.security.LogLimiter;
import io.otedama.stratum.client.DisconnectReason;
import io.otedama.stratum.client.ReconnectPolicy;
import io.otedama.stratum.client.SubmitListener;
import io.otedama.stratum.client.SubmitOutcome;
import io.otedama.stratum.client.sv2.Sv2Channel;
import io.otedama.stratum.client.sv2.Sv2Client;
import io.otedama.stratum.client.sv2.Sv2ClientBuilder;
import io.otedama.stratum.client.sv2.Sv2Job;
import io.otedama.stratum.client.sv2.Sv2Listener;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One machine's channel at the first pool of the list that takes it and keeps it. When the connection ends, it begins with
 * the first pool again; when none takes it, it waits, each time twice as long. Any thread.
 */
final class Uplink {
    /** What a pool must leave to the machine: its own four bytes behind four that are zero. */
    static final int EXTRANONCE_BYTES = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);
    private static final long FIRST_WAIT_MS = 250;
    private static final long LONGEST_WAIT_MS = 30_000;

    /** A pool that drops a channel sooner has not really taken it: the next one is tried, and the pauses grow. */
    private static final long STEADY_NS = TimeUnit.SECONDS.toNanos(10);

    /** Longer than pools let accepted shares wait for their acknowledgement. */
    private static final int LINGER_CHECKS = 100;

    private static final long LINGER_CHECK_MS = 100;

    private final ProxyConfig config;
    private final EventLoopGroup group;
    private final String user;
    private final Events events;
    private final LogLimiter log;
    private @Nullable Sv2Client client;
    private @Nullable ScheduledFuture<?> retry;
    private int next;
    private long waitMs = FIRST_WAIT_MS;
    private boolean closed;
    private volatile long openLine;
    private long lines;

    /** What a machine's side has to know. Called on some event loop, one call at a time. */
    interface Events {
        void opened();

        /**
         * New work.
         *
         * @param line number of the connection it came over; never used twice
         */
        void job(Sv2Job job, long line);

        /** Every pool has refused this user. */
        void refused(String why);
    }

    Uplink(ProxyConfig config, EventLoopGroup group, String user, Events events, LogLimiter log) {
        this.config = config;
        this.group = group;
        this.user = user;
        this.events = events;
        this.log = log;
    }

    synchronized void start() {
        connect();
    }

    private void connect() {
        if (closed) {
            return;
        }
        UpstreamAddress pool = config.upstreams().get(next);
        Sv2Client made = Sv2Client.builder()
                .server(pool.host(), pool.port())
                .authority(pool.authority())
                .group(group)
                .user(user)
                .extended(EXTRANONCE_BYTES)
                .versionMask(Sv2ClientBuilder.BIP323_MASK)
                .nominalHashRate(config.nominalHashrate())
                .reconnect(ReconnectPolicy.OFF)
                .listener(new Listener(pool, ++lines))
                .build();
        client = made;
        made.start().exceptionally(problem -> null); // the listener hears it as well
    }

    /** One attempt is over. */
    private synchronized void ended(boolean lasted, boolean refused, String why) {
        client = null;
        if (closed) {
            return;
        }
        next = lasted ? 0 : next + 1;
        boolean allTried = next == config.upstreams().size();
        if (allTried) {
            next = 0;
            if (refused) {
                events.refused(why);
            }
        }
        if (lasted) {
            waitMs = FIRST_WAIT_MS;
        }
        long wait =
                allTried || lasted ? waitMs / 2 + ThreadLocalRandom.current().nextLong(waitMs / 2) : 0;
        waitMs = allTried ? Math.min(LONGEST_WAIT_MS, 2 * waitMs) : waitMs;
        retry = later(this::again, wait);
    }

    private synchronized void again() {
        connect();
    }

    /** True while shares for work of that connection can be sent. */
    boolean isOpen(long line) {
        return openLine == line;
    }

    /**
     * Sends a share; the listener hears what became of it, also when it cannot be sent.
     *
     * @param line over which the job came: another connection knows nothing of it, though it may use the same numbers
     */
    void submit(
            Sv2Job job, long line, byte[] extranonce, int time, int nonce, int versionBits, SubmitListener listener) {
        Sv2Client open;
        synchronized (this) {
            open = isOpen(line) ? client : null; // the client changes only after its line has closed
        }
        if (open == null) {
            listener.onReply(0, SubmitOutcome.NOT_SENT, 0, "the job's connection has ended");
        } else {
            open.submit(0, job, extranonce, time, nonce, versionBits, listener);
        }
    }

    /** The machine is gone: ends the channel when the pool has answered what was sent, or does not do so in time. */
    void closeWhenAnswered() {
        closeWhenAnswered(LINGER_CHECKS);
    }

    private void closeWhenAnswered(int checks) {
        Sv2Client open;
        synchronized (this) {
            open = client;
        }
        boolean waits = checks > 0
                && open != null
                && open.outstanding() > 0
                && later(() -> closeWhenAnswered(checks - 1), LINGER_CHECK_MS) != null;
        if (!waits) {
            close();
        }
    }

    /** Null when the proxy is being closed. */
    private @Nullable ScheduledFuture<?> later(Runnable task, long millis) {
        try {
            return group.next().schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    void close() {
        Sv2Client last;
        synchronized (this) {
            closed = true;
            last = client;
            client = null;
            if (retry != null) {
                retry.cancel(false);
            }
        }
        if (last != null) {
            last.close();
        }
    }

    private final class Listener implements Sv2Listener {
        private final UpstreamAddress pool;
        private final long line;
        private boolean open;
        private long openedNs;
        private boolean refused;
        private String why = "";

        private Listener(UpstreamAddress pool, long line) {
            this.pool = pool;
            this.line = line;
        }

        @Override
        public void onOpened(Sv2Channel channel) {
            open = true;
            openedNs = System.nanoTime();
            openLine = line;
            events.opened();
        }

        @Override
        public void onJob(Sv2Job job) {
            events.job(job, line);
        }

        @Override
        public void onDisconnected(DisconnectReason reason, String detail) {
            refused = reason == DisconnectReason.REFUSED;
            why = detail;
            if (LOG.isInfoEnabled() && log.tryLog()) {
                LOG.info("{} for {}: {} ({})", pool, LogLimiter.clean(user), reason, detail);
            }
            if (open) {
                openLine = 0;
            }
        }

        @Override
        public void onStopped() {
            ended(open && System.nanoTime() - openedNs >= STEADY_NS, refused, why);
        }
    }
}
