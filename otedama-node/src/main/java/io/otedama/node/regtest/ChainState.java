package io.otedama.node.regtest;

import io.otedama.chain.Hash256;
import io.otedama.pow.ProofOfWork;
import io.otedama.spi.PoolClock;
import io.otedama.spi.SubmitResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Everything that the chain's lock guards, wired together: blocks, coins, waiting transactions. Not thread-safe; only
 * {@link RegtestChain} hands it out, locked.
 */
final class ChainState {
    private final Consensus consensus;
    private final PoolClock clock;
    private final int transactionsPerBlock;
    private final long growthNs;
    private final HashLockRing faucetLocks;
    private final HashLockRing walletLocks;
    private final CoinSet coins;
    private final Mempool mempool;
    private final SyntheticTraffic traffic;
    private final BlockTree tree;
    private final TemplateMaker templates;
    private final RegtestWallet wallet;
    private long grownAtNs;

    ChainState(Consensus consensus, ProofOfWork pow, PoolClock clock, long seed, int perBlock, Duration growth) {
        this.consensus = consensus;
        this.clock = clock;
        this.transactionsPerBlock = perBlock;
        this.growthNs = growth.toNanos();
        this.faucetLocks = new HashLockRing("faucet", seed);
        this.walletLocks = new HashLockRing("wallet", seed);
        this.coins = new CoinSet(this::ownerOf);
        this.mempool = new Mempool(coins, consensus);
        this.traffic = new SyntheticTraffic(seed, perBlock, faucetLocks, coins, mempool);
        this.templates = new TemplateMaker(consensus);
        this.tree = new BlockTree(
                Genesis.of(consensus.network()),
                new HeaderRules(consensus, pow.newHasher()),
                new BlockRules(new TransactionRules(consensus)),
                new BlockConnector(consensus, coins));
        this.wallet = new RegtestWallet(this);
        this.grownAtNs = clock.nanoTime();
        traffic.add(perBlock, tip());
    }

    private CoinOwner ownerOf(byte[] script) {
        if (Scripts.isAnyoneCanSpend(script) || faucetLocks.find(script) != null) {
            return CoinOwner.FAUCET;
        }
        return walletLocks.find(script) != null ? CoinOwner.WALLET : CoinOwner.STRANGER;
    }

    Consensus consensus() {
        return consensus;
    }

    BlockTree tree() {
        return tree;
    }

    BestChain best() {
        return tree.best();
    }

    ChainEntry tip() {
        return best().tip();
    }

    CoinSet coins() {
        return coins;
    }

    Mempool mempool() {
        return mempool;
    }

    RegtestWallet wallet() {
        return wallet;
    }

    HashLockRing walletLocks() {
        return walletLocks;
    }

    long nowSeconds() {
        return TimeUnit.MILLISECONDS.toSeconds(clock.epochMillis());
    }

    SubmitResult submit(RegtestBlock block) {
        ChainEntry before = tip();
        SubmitResult result = tree.submit(block, nowSeconds());
        followFrom(before);
        return result;
    }

    String propose(RegtestBlock block) {
        return tree.propose(block, nowSeconds());
    }

    void invalidate(ChainEntry entry) {
        ChainEntry before = tip();
        best().invalidate(entry);
        followFrom(before);
    }

    TemplateSnapshot template() {
        growIfDue();
        return templates.make(tip(), mempool, nowSeconds());
    }

    /** Adds synthetic transactions now. */
    int addTransactions(int count) {
        return traffic.add(count, tip());
    }

    /** The next block with the waiting transactions. */
    BlockPlan plan() {
        TemplateSnapshot snapshot = template();
        return plan(tip(), snapshot.transactions(), snapshot.template().coinbaseValue());
    }

    /** A block without transactions on any block. */
    BlockPlan planEmpty(ChainEntry parent) {
        return plan(parent, List.of(), consensus.subsidy(parent.height() + 1));
    }

    private BlockPlan plan(ChainEntry parent, List<RegtestTransaction> transactions, long value) {
        long time = Math.max(parent.medianTimePast() + 1, nowSeconds());
        return new BlockPlan(parent.hash(), parent.height() + 1, consensus.bits(), transactions, value, time);
    }

    ChainEntry require(Hash256 hash) {
        ChainEntry entry = tree.find(hash);
        if (entry == null) {
            throw new IllegalArgumentException("block " + hash + " is not known");
        }
        return entry;
    }

    private void growIfDue() {
        boolean due = transactionsPerBlock > 0 && clock.nanoTime() - grownAtNs >= growthNs;
        if (due && mempool.size() < 2 * transactionsPerBlock) {
            traffic.add(1, tip());
            grownAtNs = clock.nanoTime();
        }
    }

    private void followFrom(ChainEntry before) {
        if (before == tip()) {
            return;
        }
        mempool.rebuild(transactionsLeftSince(before), tip());
        traffic.add(transactionsPerBlock - mempool.size(), tip());
        grownAtNs = clock.nanoTime();
    }

    /** Transactions of the blocks that are no longer in the best chain, in chain order. */
    private List<RegtestTransaction> transactionsLeftSince(ChainEntry before) {
        List<RegtestBlock> left = new ArrayList<>();
        for (ChainEntry e = before; e != null && !best().contains(e); e = e.parent()) {
            left.add(e.requireBlock());
        }
        Collections.reverse(left);
        return left.stream()
                .flatMap(block -> block.transactions().stream())
                .filter(transaction -> !transaction.isCoinbase())
                .toList();
    }
}
