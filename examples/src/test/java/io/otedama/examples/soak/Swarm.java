package io.otedama.examples.soak;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * All peers, on one thread with one selector. Ends by itself at its deadline whatever happens.
 *
 * <pre>
 *   start -&gt; soaking … settle() -&gt; peers stop asking; awaitSettled() -&gt; all is answered -&gt; close()
 * </pre>
 */
final class Swarm implements AutoCloseable {
    private static final long TICK_MS = 10;
    private static final int MAX_VIOLATIONS = 50;

    private final InetSocketAddress pool;
    private final Random seeds;
    private final Selector selector;
    private final List<Peer> peers = new ArrayList<>();
    private final Map<String, Peer> extranonces = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final CountDownLatch settled = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "soak-swarm");
    private final long deadlineNs;
    private long longestPauseNs;
    private volatile boolean settling;
    private volatile boolean ending;

    /**
     * @param most the thread lives no longer than this
     */
    Swarm(InetSocketAddress pool, long seed, long most, TimeUnit unit) throws IOException {
        this.pool = pool;
        this.seeds = new Random(seed);
        this.selector = Selector.open();
        this.deadlineNs = System.nanoTime() + unit.toNanos(most);
    }

    Random newRandom() {
        return new Random(seeds.nextLong());
    }

    /** Before the start. */
    void add(Peer peer) {
        peers.add(peer);
    }

    void start() {
        thread.start();
    }

    /** Everybody stops asking. */
    void settle() {
        settling = true;
    }

    /** True when every request of the connections that stayed has been answered. */
    boolean awaitSettled(long timeout, TimeUnit unit) throws InterruptedException {
        return settled.await(timeout, unit);
    }

    @Override
    public void close() throws IOException {
        ending = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        selector.close();
    }

    /** After the end. */
    List<Peer> peers() {
        return peers;
    }

    /** After the end: the longest time between two looks at all peers, a hint at an overloaded machine. */
    long longestPauseMs() {
        return TimeUnit.NANOSECONDS.toMillis(longestPauseNs);
    }

    /** After the end: everything that was not as it must be. */
    List<String> violations() {
        return violations;
    }

    // ---- for peers

    Wire connect(Peer peer, int receiveBufferBytes) throws IOException {
        return new Wire(selector, pool, receiveBufferBytes, peer);
    }

    void violation(Peer peer, String what) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(peer.name + ' ' + what);
        }
    }

    /** A connection has been given an extranonce1: nobody else may have it now. */
    void claim(Peer peer, String extranonce1) {
        Peer other = extranonces.putIfAbsent(extranonce1, peer);
        if (other != null) {
            violation(peer, "shares extranonce1 " + extranonce1 + " with " + other.name);
        }
    }

    void unclaim(Peer peer, String extranonce1) {
        extranonces.remove(extranonce1, peer);
    }

    // ---- the thread

    private void run() {
        long nextTickNs = System.nanoTime();
        try {
            while (!ending && System.nanoTime() - deadlineNs < 0) {
                selector.select(Swarm::ready, TICK_MS);
                if (System.nanoTime() - nextTickNs >= 0) {
                    longestPauseNs = Math.max(longestPauseNs, System.nanoTime() - nextTickNs);
                    tick();
                    nextTickNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MS);
                }
            }
        } catch (IOException | RuntimeException e) {
            violations.add("the swarm failed: " + e);
        } finally {
            peers.forEach(Peer::end);
        }
    }

    private void tick() {
        for (Peer peer : peers) {
            peer.tick(System.nanoTime());
        }
        if (settling) {
            boolean all = true;
            for (Peer peer : peers) {
                all &= peer.settle();
            }
            if (all) {
                settled.countDown();
            }
        }
    }

    private static void ready(SelectionKey key) {
        if (key.isValid()) {
            ((Peer) key.attachment()).ready();
        }
    }
}
