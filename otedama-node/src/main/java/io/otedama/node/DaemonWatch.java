package io.otedama.node;

import io.otedama.chain.Network;
import io.otedama.error.ErrorHandler;
import io.otedama.error.NodeException;
import io.otedama.node.notify.TipHint;
import io.otedama.node.notify.TipListener;
import io.otedama.node.rpc.ChainState;
import io.otedama.spi.PoolClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every node again and again where it stands: reachable, on our chain, complete, how high. Leaves the result in
 * {@link CoinDaemon#probe()} for the selector and for health; hints when a node became usable. One thread.
 */
final class DaemonWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonWatch.class);
    private static final String THREAD = "otedama-node-watch";

    private final List<CoinDaemon> daemons;
    private final ChainGuard guard;
    private final Duration interval;
    private final PoolClock clock;
    private final TipListener listener;
    private final ErrorHandler errors;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, THREAD);

    DaemonWatch(
            List<CoinDaemon> daemons,
            ChainGuard guard,
            Duration interval,
            PoolClock clock,
            TipListener listener,
            ErrorHandler errors) {
        this.daemons = daemons;
        this.guard = guard;
        this.interval = interval;
        this.clock = clock;
        this.listener = listener;
        this.errors = errors;
        thread.setDaemon(true);
    }

    /** Looks once at every node, blocking the caller, then goes on in the background. */
    void start() {
        round();
        thread.start();
    }

    private void run() {
        try {
            while (!stop.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                roundSafely();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void roundSafely() {
        try {
            round();
        } catch (RuntimeException e) {
            errors.onError(THREAD, e, false);
        }
    }

    private void round() {
        for (CoinDaemon daemon : daemons) {
            boolean wasUsable = daemon.probe().isUsable();
            look(daemon);
            if (!wasUsable && daemon.probe().isUsable()) {
                LOG.info("{} is at height {}", daemon, daemon.probe().height());
                daemon.retryNow();
                listener.onTipHint(TipHint.resync("watch of " + daemon.name()));
            }
        }
        for (CoinDaemon daemon : daemons) { // those looked at first do not know yet how high the last ones are
            daemon.probe(daemon.probe().comparedWith(highest(), clock.nanoTime()));
        }
    }

    private int highest() {
        return daemons.stream()
                .map(CoinDaemon::probe)
                .filter(Probe::isUsable)
                .mapToInt(Probe::height)
                .max()
                .orElse(-1);
    }

    private void look(CoinDaemon daemon) {
        Probe before = daemon.probe();
        try {
            daemon.verify();
            long askedNs = clock.nanoTime();
            ChainState state = daemon.ask(rpc -> rpc.chainState());
            daemon.latencyNs(clock.nanoTime() - askedNs);
            if (state.initialDownload() && !isTestChain()) {
                daemon.probe(before.failed(
                        state, daemon.name() + " still downloads the block chain, height " + state.height()));
            } else {
                daemon.probe(before.seen(state, clock.nanoTime()).comparedWith(highest(), clock.nanoTime()));
            }
        } catch (NodeException e) {
            if (before.trouble().isEmpty() && stop.getCount() > 0) {
                LOG.warn("{}", e.getMessage());
            }
            daemon.probe(before.failed(null, String.valueOf(e.getMessage())));
        }
    }

    /** Test chains stand still for days, which nodes mistake for a download; there only their templates count. */
    private boolean isTestChain() {
        Network network = guard.known();
        return network != null && network.test();
    }

    /** Tells the thread to end; {@link #join} waits for it. */
    void stop() {
        stop.countDown();
    }

    void join(long timeoutMs) throws InterruptedException {
        thread.join(timeoutMs);
    }
}
