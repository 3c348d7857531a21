package io.otedama.node.regtest;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.spi.SubmitResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A whole chain inside this JVM, for demos and for the tests of an embedder. It judges blocks as Bitcoin Core does and
 * with the same words, keeps the branch with the most work, and always has transactions waiting for the next block.
 * Serve it with {@link RegtestServer} to run a real node adapter against it.
 *
 * <p>Any thread; one lock guards everything. No block is ever forgotten, up to 250,000. With a {@linkplain
 * RegtestChainBuilder#directory directory} the chain outlives its process, however that ends: what anybody was told of is
 * on the disk by then. When the disk fails, so does every later call. Without a directory nothing is written.
 *
 * <p>What is simpler than in a real node: signatures (every coin that can be spent is a hash lock or free for all),
 * relative lock times, and difficulty, which never changes. Stricter: bytes after a block, and a coinbase that lacks its
 * witness, are refused, where Bitcoin Core's {@code submitblock} is lenient.
 */
public final class RegtestChain implements AutoCloseable {
    private static final int MINING_ATTEMPTS = 1_000;

    private final GuardedState guarded;
    private final Network network;
    private final BlockForge forge;
    private final LongSupplier nanoTime;
    private final byte[] ownScript;

    private RegtestChain(ChainState state, ChainStore store, BlockForge forge, LongSupplier nanoTime) {
        this.guarded = new GuardedState(state, store);
        this.network = state.consensus().network();
        this.forge = forge;
        this.nanoTime = nanoTime;
        HashLock own = state.walletLocks().size() > 0 ? state.walletLocks().get(0) : state.newKey();
        this.ownScript = own.outputScript().clone();
    }

    /** A new chain, or the one that the store knows. */
    static RegtestChain open(ChainSettings settings, ChainStore store) {
        ChainState state = new ChainState(settings, store);
        ChainReplay replay = new ChainReplay(state);
        store.replay(replay);
        state.begin();
        BlockForge forge = new BlockForge(settings.proofOfWork(), replay.starts());
        return new RegtestChain(state, store, forge, settings.clock()::nanoTime);
    }

    /** A Bitcoin regtest chain unless told otherwise. */
    public static RegtestChainBuilder builder() {
        return new RegtestChainBuilder();
    }

    public Network network() {
        return network;
    }

    /**
     * Judges a serialised block as {@code submitblock} does.
     *
     * @throws IllegalArgumentException when the bytes are no block
     */
    public SubmitResult submitBlock(byte[] rawBlock) {
        return submit(RegtestBlock.parse(rawBlock));
    }

    /** Judges a block; see {@link #submitBlock}. */
    public SubmitResult submit(RegtestBlock block) {
        return change(s -> s.submit(block));
    }

    /** The last block of the best chain. */
    public RegtestBlock tip() {
        return read(s -> s.tip().requireBlock());
    }

    /** Height of the tip; 0 is the genesis block. */
    public int height() {
        return read(s -> s.tip().height());
    }

    /** A block of any branch, if it was kept. */
    public Optional<RegtestBlock> block(Hash256 hash) {
        return read(s -> Optional.ofNullable(s.tree().find(hash)).map(ChainEntry::block));
    }

    /** The block of the best chain at a height. */
    public Optional<RegtestBlock> blockAt(int height) {
        return read(s -> Optional.ofNullable(s.best().at(height)).map(ChainEntry::block));
    }

    /** 1 for the tip and one more for each block before it; -1 outside the best chain; 0 when not known at all. */
    public int confirmations(Hash256 blockHash) {
        return read(s -> {
            ChainEntry entry = s.tree().find(blockHash);
            return entry == null ? 0 : confirmations(s, entry);
        });
    }

    static int confirmations(ChainState s, ChainEntry entry) {
        return s.best().contains(entry) ? s.tip().height() - entry.height() + 1 : -1;
    }

    /** What the next block should be. */
    public BlockTemplate template() {
        return read(ChainState::template).template();
    }

    /** Lets up to {@code count} more synthetic transactions arrive; returns how many did. */
    public int addTransactions(int count) {
        return change(s -> s.addTransactions(count));
    }

    /** Mines a block with the waiting transactions to the chain's own wallet; returns once it is the tip. */
    public RegtestBlock mineBlock() {
        return mineBlock(ownScript);
    }

    /** As {@link #mineBlock()}, paying {@code outputScript}. */
    public RegtestBlock mineBlock(byte[] outputScript) {
        for (int i = 0; i < MINING_ATTEMPTS; i++) {
            BlockPlan plan = read(ChainState::plan);
            RegtestBlock block = forge.forge(plan, outputScript);
            if (submit(block).equals(SubmitResult.ACCEPTED)) {
                return block;
            } // somebody else was faster: again on the new tip
        }
        throw new IllegalStateException("lost " + MINING_ATTEMPTS + " races for the next block");
    }

    /** Mines blocks one after the other; returns them in order. */
    public List<RegtestBlock> mineBlocks(int count) {
        List<RegtestBlock> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(mineBlock());
        }
        return blocks;
    }

    /**
     * Mines a block without transactions on any known block, so that a branch can be grown; it becomes the tip only if
     * its branch has the most work.
     */
    public RegtestBlock mineOn(Hash256 parent) {
        return mineOn(parent, List.of());
    }

    /** As {@link #mineOn(Hash256)} with exactly these transactions, parents first: what waits elsewhere may be replaced. */
    public RegtestBlock mineOn(Hash256 parent, List<RegtestTransaction> transactions) {
        RegtestBlock block = forge.forge(read(s -> s.plan(s.require(parent), transactions)), ownScript);
        SubmitResult result = submit(block);
        if (result.outcome() == SubmitResult.Outcome.REJECTED) {
            throw new IllegalStateException("a block on " + parent + " is refused: " + result.reason());
        }
        return block;
    }

    /**
     * Replaces the last {@code depth} blocks by a branch of {@code depth + 1} empty ones. The transactions of the
     * replaced blocks wait again.
     *
     * @return the new branch in order; the last is the tip, unless other miners were faster
     * @throws IllegalArgumentException unless 1 ≤ depth ≤ height
     */
    public List<RegtestBlock> reorg(int depth) {
        Hash256 parent = read(s -> {
            ChainEntry fork = depth < 1 ? null : s.best().at(s.tip().height() - depth);
            if (fork == null) {
                throw new IllegalArgumentException(
                        "cannot replace " + depth + " of " + s.tip().height() + " blocks");
            }
            return fork.hash();
        });
        List<RegtestBlock> branch = new ArrayList<>();
        for (int i = 0; i <= depth; i++) {
            branch.add(mineOn(parent));
            parent = branch.get(i).hash();
        }
        return branch;
    }

    /** Condemns the tip for ever and goes back to the best branch without it; returns the condemned block. */
    public RegtestBlock invalidateTip() {
        return change(s -> {
            RegtestBlock block = s.tip().requireBlock();
            s.invalidate(s.tip());
            return block;
        });
    }

    /** Registers a listener for new tips. */
    public void addListener(RegtestListener listener) {
        guarded.listeners().add(listener);
    }

    public void removeListener(RegtestListener listener) {
        guarded.listeners().remove(listener);
    }

    /** Waits until the tip is another than {@code known}; false when the time is over before. */
    public boolean awaitTipChange(Hash256 known, Duration timeout) throws InterruptedException {
        return guarded.await(s -> !s.tip().hash().equals(known), timeout);
    }

    /** Waits until the best chain has at least this height; false when the time is over before. */
    public boolean awaitHeight(int height, Duration timeout) throws InterruptedException {
        return guarded.await(s -> s.tip().height() >= height, timeout);
    }

    /** The chain's clock. */
    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** Looks at the state, locked. */
    <T> T read(Function<ChainState, T> reader) {
        return guarded.read(reader);
    }

    /** Changes the state, locked, and tells whoever waits and listens. */
    <T> T change(Function<ChainState, T> writer) {
        return guarded.change(writer);
    }

    /** Frees the directory for another process. A chain without a directory needs no close. Repeatable. */
    @Override
    public void close() {
        guarded.close();
    }

    @Override
    public String toString() {
        return "regtest chain " + network().name() + " at height " + height();
    }
}
