package io.otedama.accounting;

import io.otedama.chain.Hash256;
import io.otedama.ledger.AccountTable;
import io.otedama.ledger.Bucket;
import io.otedama.ledger.Ledger;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.payout.BlockWeights;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.BlockRecord.Status;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From a found block to money that is owed. Weights are fixed once, at the block's own share or when it is first seen in the
 * chain; every posting can be taken back exactly until the block is mature.
 *
 * <pre>
 *   share that is a block -> weights      IN_CHAIN -> immature      MATURE -> payable (paid, if the coinbase paid it), final
 *                                         ORPHANED -> the opposite of what was posted;  back IN_CHAIN -> posted again
 * </pre>
 *
 * <p>Where blocks end rounds, the round of a block that is not in the chain counts for the next one that is: immature blocks are
 * posted anew whenever one before them comes or goes.
 */
final class BlockLife {
    /** Blocks outside the chain that are remembered; the oldest leave. */
    static final int MAX_DEAD = 1_024;

    /** Weighs a block of this finder. */
    interface Weigher {
        LiveBlock weigh(Hash256 hash, int finder);
    }

    private final AccountTable accounts;
    private final Ledger ledger;
    private final CoinbaseSplits splits;
    private final CarryBook carries;
    private final Weigher weigher;

    /** In the order of their weights. */
    private final LinkedHashMap<Hash256, LiveBlock> live = new LinkedHashMap<>();

    /** For whoever asks right after its record; no part of the state. */
    private @Nullable LiveBlock lastMatured;

    private final LinkedHashMap<Hash256, Boolean> matured = new LinkedHashMap<>();

    BlockLife(AccountTable accounts, Ledger ledger, CoinbaseSplits splits, CarryBook carries, Weigher weigher) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.splits = splits;
        this.carries = carries;
        this.weigher = weigher;
    }

    /** A credited share is a block. */
    void onBlockShare(Hash256 hash, int finder) {
        if (!matured.containsKey(hash)) {
            live.computeIfAbsent(hash, h -> weigher.weigh(h, finder));
            forgetDead();
        }
    }

    void onRecord(BlockRecord record, int finder) {
        Hash256 hash = record.hash();
        if (matured.containsKey(hash)) {
            return; // final
        }
        carries.onRecord(record, splits);
        LiveBlock block = live.get(hash);
        if (record.status() == Status.FOUND || record.status() == Status.ORPHANED) {
            if (block != null) {
                block.describe(record, splits);
                if (record.status() == Status.ORPHANED && block.posted) {
                    reverse(block);
                    repost();
                }
            }
            return;
        }
        if (block == null) {
            block = weigher.weigh(hash, finder);
            live.put(hash, block);
        }
        block.describe(record, splits);
        if (!block.posted) {
            block.posted = true;
            repost();
        }
        if (record.status() == Status.MATURE) {
            mature(block);
        }
    }

    /** Posts every immature block as it is now to be shared. */
    private void repost() {
        for (LiveBlock block : live.values()) {
            if (block.posted) {
                BlockShares shares = BlockShares.of(block, effectiveWeights(block), accounts);
                if (!shares.equals(block.shares)) {
                    post(block.shares, -1);
                    block.shares = shares;
                    post(shares, 1);
                }
            }
        }
    }

    private void reverse(LiveBlock block) {
        post(block.shares, -1);
        block.shares = BlockShares.NONE;
        block.posted = false;
    }

    private void post(BlockShares shares, int sign) {
        post(shares.owed(), sign);
        post(shares.direct(), sign);
    }

    private void post(Map<Integer, Long> amounts, int sign) {
        amounts.forEach((account, amount) -> {
            ledger.post(account, Bucket.IMMATURE, sign * amount);
            ledger.post(AccountTable.CHAIN, Bucket.IMMATURE, -sign * amount);
        });
    }

    private void mature(LiveBlock block) {
        block.shares.owed().forEach((account, amount) -> settle(account, Bucket.PAYABLE, amount));
        block.shares.direct().forEach((account, amount) -> settle(account, Bucket.PAID, amount));
        for (LiveBlock earlier : earlierOutsideTheChain(block)) {
            earlier.consumed = true;
        }
        live.remove(block.hash);
        lastMatured = block;
        matured.put(block.hash, true);
        if (matured.size() > MAX_DEAD) {
            matured.remove(matured.keySet().iterator().next());
        }
    }

    private void settle(int account, Bucket to, long amount) {
        ledger.move(account, Bucket.IMMATURE, to, amount);
        ledger.move(AccountTable.CHAIN, Bucket.IMMATURE, Bucket.PAYABLE, -amount);
    }

    private BlockWeights effectiveWeights(LiveBlock block) {
        BlockWeights weights = block.weights;
        for (LiveBlock earlier : earlierOutsideTheChain(block)) {
            weights = weights.plus(earlier.weights);
        }
        return weights;
    }

    /** Blocks right before this one whose rounds it takes over. */
    private List<LiveBlock> earlierOutsideTheChain(LiveBlock block) {
        List<LiveBlock> open = new ArrayList<>();
        if (block.terms.roundBased()) {
            for (LiveBlock earlier : live.values()) {
                if (earlier == block) {
                    break;
                }
                if (earlier.posted) {
                    open.clear();
                } else if (earlier.terms.roundBased() && !earlier.consumed) {
                    open.add(earlier);
                }
            }
        }
        return open;
    }

    private void forgetDead() {
        int dead = 0;
        for (LiveBlock block : live.values()) {
            dead += block.posted ? 0 : 1;
        }
        Iterator<LiveBlock> oldest = live.values().iterator();
        while (dead > MAX_DEAD && oldest.hasNext()) {
            if (!oldest.next().posted) {
                oldest.remove();
                dead--;
            }
        }
    }

    @Nullable
    LiveBlock find(Hash256 hash) {
        LiveBlock last = lastMatured;
        return last != null && last.hash.equals(hash) ? last : live.get(hash);
    }

    void write(StateWriter out) {
        out.putInt(live.size());
        live.values().forEach(block -> block.write(out));
        out.putInt(matured.size());
        matured.keySet().forEach(out::putHash);
    }

    void read(StateReader in) {
        for (int i = in.getInt(); i > 0; i--) {
            LiveBlock block = LiveBlock.read(in);
            live.put(block.hash, block);
        }
        for (int i = in.getInt(); i > 0; i--) {
            matured.put(in.getHash(), true);
        }
    }
}
