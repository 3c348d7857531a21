package io.otedama.node.regtest;

import io.otedama.chain.Hash256;
import io.otedama.spi.PoolClock;
import io.otedama.spi.SubmitResult;
import io.otedama.spi.SubmitResult.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    private final RelayRules relayRules;
    private final ChainStore store;
    private long grownAtNs;
    private boolean live;

    ChainState(ChainSettings settings, ChainStore store) {
        this.consensus = settings.consensus();
        this.clock = settings.clock();
        this.store = store;
        this.transactionsPerBlock = settings.transactionsPerBlock();
        this.growthNs = settings.transactionInterval().toNanos();
        this.faucetLocks = new HashLockRing("faucet", settings.seed());
        this.walletLocks = new HashLockRing("wallet", settings.seed());
        this.coins = new CoinSet(this::ownerOf);
        this.mempool = new Mempool(coins, consensus);
        this.traffic = new SyntheticTraffic(settings, faucetLocks, coins, mempool);
        this.templates = new TemplateMaker(consensus);
        this.relayRules = new RelayRules(consensus);
        this.tree = new BlockTree(
                Genesis.of(consensus.network()),
                new HeaderRules(consensus, settings.proofOfWork().newHasher()),
                new BlockRules(new TransactionRules(consensus)),
                new BlockConnector(consensus, coins));
        this.wallet = new RegtestWallet(this, new WalletLock(settings.passphrase(), clock));
    }

    /** From now on the chain lives: what happens is written down, and synthetic transactions arrive. */
    void begin() {
        live = true;
        store(ChainStore.Kind.START, new byte[0]);
        traffic.add(transactionsPerBlock - mempool.size(), tip());
        grownAtNs = clock.nanoTime();
    }

    /** Writes down what has just happened, before anybody is told of it. */
    private void store(ChainStore.Kind kind, byte[] payload) {
        if (live) {
            store.append(kind, payload);
        }
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
        SubmitResult result = tree.submit(block, live ? nowSeconds() : block.time());
        if (result.outcome() == Outcome.ACCEPTED || result.outcome() == Outcome.INCONCLUSIVE) {
            store(ChainStore.Kind.BLOCK, block.toBytes());
        }
        followFrom(before);
        return result;
    }

    String propose(RegtestBlock block) {
        return tree.propose(block, nowSeconds());
    }

    void invalidate(ChainEntry entry) {
        ChainEntry before = tip();
        best().invalidate(entry);
        store(ChainStore.Kind.INVALIDATED, entry.hash().toBytes());
        followFrom(before);
    }

    /** Whether a transaction that somebody sends would be taken. */
    MempoolEntry judge(RegtestTransaction transaction) throws RejectedException {
        MempoolEntry entry = mempool.check(transaction, tip());
        relayRules.check(entry);
        return entry;
    }

    /** Takes a transaction that somebody sent. */
    void send(RegtestTransaction transaction) throws RejectedException {
        judge(transaction);
        mempool.add(transaction, tip());
        Set<RegtestTransaction> unconfirmed = new LinkedHashSet<>();
        addParents(transaction, unconfirmed);
        unconfirmed.forEach(one -> store(ChainStore.Kind.TRANSACTION, one.sharedBytes()));
        wallet.remember(transaction);
    }

    /** Takes again what was sent before; perhaps it has been mined or replaced since. */
    void restore(RegtestTransaction transaction) {
        mempool.addIfValid(transaction, tip());
        wallet.remember(transaction);
    }

    /** What it needs to be valid again: the waiting transactions that it spends, and theirs, parents first; then itself. */
    private void addParents(RegtestTransaction transaction, Set<RegtestTransaction> found) {
        for (TxInput input : transaction.inputs()) {
            MempoolEntry parent = mempool.find(input.previous().txid());
            if (parent != null && !found.contains(parent.transaction())) {
                addParents(parent.transaction(), found);
            }
        }
        found.add(transaction);
    }

    /** The wallet's next key, which no later start will make again. */
    HashLock newKey() {
        HashLock key = walletLocks.next();
        store(ChainStore.Kind.KEY, new byte[0]);
        return key;
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

    /** A block with just these transactions on any block; their fees go to nobody. */
    BlockPlan plan(ChainEntry parent, List<RegtestTransaction> transactions) {
        return plan(parent, transactions, consensus.subsidy(parent.height() + 1));
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
        if (live) {
            traffic.add(transactionsPerBlock - mempool.size(), tip());
        }
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
