package io.otedama.examples.soak;

import io.otedama.node.regtest.RegtestChain;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The rest of the network: a block every few seconds, now and then a branch that replaces one. */
final class BlockMaker implements AutoCloseable {
    private static final int REORG_EVERY = 4;

    private final RegtestChain chain;
    private final Duration interval;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "soak-blocks");
    private volatile int blocks;
    private volatile RuntimeException failure;

    BlockMaker(RegtestChain chain, Duration interval) {
        this.chain = chain;
        this.interval = interval;
        thread.start();
    }

    private void run() {
        try {
            while (!stop.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                int number = blocks + 1;
                if (number % REORG_EVERY == 0) {
                    chain.reorg(1);
                } else {
                    chain.mineBlock();
                }
                blocks = number;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Blocks and branches so far. */
    int blocks() {
        if (failure != null) {
            throw failure;
        }
        return blocks;
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
