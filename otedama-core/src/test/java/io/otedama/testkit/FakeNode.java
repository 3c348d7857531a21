package io.otedama.testkit;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.chain.TemplateTransaction;
import io.otedama.error.NodeException;
import io.otedama.spi.BlockSubmitter;
import io.otedama.spi.ChainView;
import io.otedama.spi.CoinNode;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.SubmitResult;
import io.otedama.spi.TemplateListener;
import io.otedama.spi.TemplateSource;
import io.otedama.spi.TemplateUpdate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A node of one chain in memory: templates on demand, every block is taken, positions as told. */
public final class FakeNode implements CoinNode, TemplateSource, BlockSubmitter, ChainView {
    /** Every second hash is a block. */
    public static final int EASY_BITS = 0x207fffff;

    /** No hash a test computes is a block. */
    public static final int HARD_BITS = 0x1d00ffff;

    private final List<TemplateListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<Hash256, BlockPosition> positions = new ConcurrentHashMap<>();
    public final List<byte[]> submitted = new CopyOnWriteArrayList<>();
    public volatile SubmitResult answer = SubmitResult.ACCEPTED;
    public volatile boolean unreachable;
    public volatile Network network = Network.BITCOIN_REGTEST;
    public volatile int bits;
    public volatile List<TemplateTransaction> transactions = List.of();
    public volatile boolean closed;
    public volatile ComponentHealth health = ComponentHealth.up("fake", "always well")
            .with("workHeight", 1)
            .with(ComponentHealth.up("fake daemon", "its only part"));

    /** Starts, but has no template. */
    public volatile boolean silent;

    private volatile BlockTemplate first;

    public FakeNode(int bits) {
        this.bits = bits;
        this.first = template(1, Network.BITCOIN_REGTEST.genesis());
    }

    public BlockTemplate template(int height, Hash256 previous) {
        return BlockTemplate.builder()
                .height(height)
                .previousBlock(previous)
                .bits(bits)
                .minTime(1_700_000_000)
                .curTime(1_700_000_100)
                .coinbaseValue(5_000_000_000L)
                .transactions(transactions)
                .build();
    }

    public void push(BlockTemplate template, boolean reorg) {
        listeners.forEach(l -> l.onTemplate(new TemplateUpdate(template, reorg, "fake")));
    }

    /** Another previous block at that height, distinguished by {@code salt}. */
    public BlockTemplate pushBlock(int height, int salt) {
        byte[] hash = new byte[32];
        hash[0] = (byte) salt;
        hash[1] = (byte) height;
        BlockTemplate template = template(height, Hash256.ofInternal(hash));
        push(template, false);
        return template;
    }

    public void place(Hash256 block, BlockPosition position) {
        positions.put(block, position);
    }

    public List<Hash256> submittedHashes() {
        return submitted.stream().map(raw -> BlockHeader.parse(raw, 0).hash()).toList();
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public void start() {
        if (!silent) {
            push(first, false);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public ComponentHealth health() {
        return health;
    }

    @Override
    public Network network() {
        if (unreachable) {
            throw new NodeException("fake node is unreachable");
        }
        return network;
    }

    @Override
    public TemplateSource templates() {
        return this;
    }

    @Override
    public List<BlockSubmitter> submitters() {
        return List.of(this);
    }

    @Override
    public ChainView chain() {
        return this;
    }

    @Override
    public void subscribe(TemplateListener listener) {
        listeners.add(listener);
    }

    @Override
    public void refresh() {
        // templates come when the test pushes them
    }

    @Override
    public SubmitResult submit(byte[] rawBlock, Hash256 blockHash) {
        if (unreachable) {
            throw new NodeException("fake node is unreachable");
        }
        submitted.add(rawBlock.clone());
        return answer;
    }

    @Override
    public BlockPosition find(Hash256 blockHash) {
        return positions.getOrDefault(blockHash, BlockPosition.UNKNOWN);
    }
}
