package io.otedama.bench.node;

import io.otedama.chain.Amount;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.chain.Sha256d;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A chain of block hashes without blocks: the tip, the template on it, and the heights of the last blocks. Any thread;
 * one lock.
 */
final class MockChain {
    /** Blocks that are remembered; the node has never heard of older ones, block 0 apart. */
    static final int MAX_BLOCKS = 10_000;

    /** Long polls that wait at a time; further ones are answered at once. */
    static final int MAX_LONG_POLLS = 1_024;

    private static final int MAIN_HEIGHT = 900_000;
    private static final int TEST_HEIGHT = 200;
    private static final long FIRST_SUBSIDY = 50 * Amount.UNITS_PER_COIN;
    private static final int MAX_HALVINGS = 63;

    private final MockNodeConfig config;
    private final TemplateForge forge;
    private final Map<Hash256, Integer> heights = new HashMap<>();
    private final Map<Integer, Hash256> hashes = new HashMap<>();
    private final List<Runnable> longPolls = new ArrayList<>();
    private int height;
    private Hash256 tip;
    private MockTemplate template;

    /**
     * @param forge where transactions are made
     */
    MockChain(MockNodeConfig config, Executor forge) {
        this.config = config;
        this.height = config.network().test() ? TEST_HEIGHT : MAIN_HEIGHT;
        this.forge = new TemplateForge(config, forge, height + 1);
        this.tip = syntheticHash();
        remember();
        this.template = makeTemplate();
    }

    MockNodeConfig config() {
        return config;
    }

    synchronized int height() {
        return height;
    }

    synchronized Hash256 tip() {
        return tip;
    }

    synchronized MockTemplate template() {
        return template;
    }

    /** Hash of the block at a height, null when there is none or it is forgotten. */
    synchronized @Nullable Hash256 hashAt(int of) {
        return of == 0 ? config.network().genesis() : hashes.get(of);
    }

    /** Height of a block, -1 when the node has never heard of it. */
    synchronized int heightOf(Hash256 hash) {
        return hash.equals(config.network().genesis()) ? 0 : heights.getOrDefault(hash, -1);
    }

    /** Somebody else found a block. */
    void newBlock() {
        List<Runnable> waiting;
        synchronized (this) {
            height++;
            tip = syntheticHash();
            waiting = advance();
        }
        waiting.forEach(Runnable::run);
    }

    /** Believes a block: it becomes the tip when it builds on it. */
    void submit(byte[] header) {
        Hash256 hash = Sha256d.of(header);
        List<Runnable> waiting = List.of();
        synchronized (this) {
            if (config.acceptBlocks()
                    && BlockHeader.parse(header, 0).previousBlock().equals(tip)) {
                height++;
                tip = hash;
                waiting = advance();
            }
        }
        waiting.forEach(Runnable::run);
    }

    /**
     * Runs the answer once there is other work than {@code longPollId}: at once when there is already, else on the thread
     * that brings it.
     */
    void awaitNews(String longPollId, Runnable answer) {
        synchronized (this) {
            if (template.longPollId().equals(longPollId) && longPolls.size() < MAX_LONG_POLLS) {
                longPolls.add(answer);
                return;
            }
        }
        answer.run();
    }

    /** Forgets a long poll whose connection has ended. */
    synchronized void forget(Runnable answer) {
        longPolls.remove(answer);
    }

    /** Waits until the transactions of the next template are made. */
    void awaitPrepared() {
        CompletableFuture<?> next;
        synchronized (this) {
            next = forge.next();
        }
        next.join();
    }

    private List<Runnable> advance() {
        remember();
        template = makeTemplate();
        List<Runnable> waiting = List.copyOf(longPolls);
        longPolls.clear();
        return waiting;
    }

    private void remember() {
        heights.put(tip, height);
        hashes.put(height, tip);
        Hash256 oldest = hashes.remove(height - MAX_BLOCKS);
        if (oldest != null) {
            heights.remove(oldest);
        }
    }

    private MockTemplate makeTemplate() {
        int next = height + 1;
        return new MockTemplate(
                tip,
                next,
                subsidy(config.network(), next),
                config.bits(),
                forge.take(),
                System.currentTimeMillis() / 1_000);
    }

    private Hash256 syntheticHash() {
        byte[] hash = Sha256d.of(("block " + config.seed() + " " + height).getBytes(StandardCharsets.US_ASCII))
                .toBytes();
        hash[hash.length - 1] = 0; // the most significant bytes: looks like work
        hash[hash.length - 2] = 0;
        return Hash256.ofInternal(hash);
    }

    /** In base units. */
    static long subsidy(Network network, int height) {
        return FIRST_SUBSIDY >> Math.min(MAX_HALVINGS, height / network.subsidyHalvingInterval());
    }

    @Override
    public String toString() {
        return "chain at " + height() + ", bits " + Hex.encode8(config.bits());
    }
}
