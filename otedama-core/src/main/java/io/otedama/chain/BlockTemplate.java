package io.otedama.chain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a node proposes as the next block (BIP 22/23/145), reduced to what assembly needs. Immutable; the transactions
 * are in the node's order, which nobody changes.
 */
public final class BlockTemplate {
    private final int version;
    private final Hash256 previousBlock;
    private final int height;
    private final int bits;
    private final Target target;
    private final long minTime;
    private final long curTime;
    private final long coinbaseValue;
    private final long weightLimit;
    private final List<TemplateTransaction> transactions;
    private final byte[] coinbaseAux;
    private final byte @Nullable [] witnessCommitment;
    private final byte @Nullable [] mweb;

    private BlockTemplate(Builder b) {
        this.version = b.version;
        this.previousBlock = Objects.requireNonNull(b.previousBlock, "previousBlock");
        this.height = b.height;
        this.bits = b.bits;
        this.target = Target.ofCompact(b.bits);
        this.minTime = b.minTime;
        this.curTime = b.curTime;
        this.coinbaseValue = b.coinbaseValue;
        this.weightLimit = b.weightLimit;
        this.transactions = List.copyOf(b.transactions);
        this.coinbaseAux = b.coinbaseAux;
        this.witnessCommitment = b.witnessCommitment;
        this.mweb = b.mweb;
        if (height < 1 || coinbaseValue < 0 || minTime < 0 || curTime < minTime) {
            throw new IllegalArgumentException("template of height " + height + ": value " + coinbaseValue
                    + ", mintime " + minTime + ", curtime " + curTime + " cannot be");
        }
    }

    /** A builder with an empty block's defaults: no transactions, no commitment, 4,000,000 weight units. */
    private BlockTemplate(BlockTemplate t, List<TemplateTransaction> sameTransactions) {
        this.version = t.version;
        this.previousBlock = t.previousBlock;
        this.height = t.height;
        this.bits = t.bits;
        this.target = t.target;
        this.minTime = t.minTime;
        this.curTime = t.curTime;
        this.coinbaseValue = t.coinbaseValue;
        this.weightLimit = t.weightLimit;
        this.transactions = sameTransactions;
        this.coinbaseAux = t.coinbaseAux;
        this.witnessCommitment = t.witnessCommitment;
        this.mweb = t.mweb;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The node's suggestion for the header's version. */
    public int version() {
        return version;
    }

    /** The block to build on. */
    public Hash256 previousBlock() {
        return previousBlock;
    }

    /** Height of the block to build. */
    public int height() {
        return height;
    }

    /** Compact form of the network target, as it goes into the header. */
    public int bits() {
        return bits;
    }

    /** The network target that {@link #bits()} means. */
    public Target target() {
        return target;
    }

    /** Earliest legal header time, seconds since 1970. */
    public long minTime() {
        return minTime;
    }

    /** The node's time when it made the template, seconds since 1970. */
    public long curTime() {
        return curTime;
    }

    /** Subsidy and fees in base units: what the coinbase outputs sum up to. */
    public long coinbaseValue() {
        return coinbaseValue;
    }

    /** Weight units of the whole block. */
    public long weightLimit() {
        return weightLimit;
    }

    /** All transactions but the coinbase, in order. */
    public List<TemplateTransaction> transactions() {
        return transactions;
    }

    /** Bytes the node wants in the coinbase script; often empty. Shared, not to be modified. */
    public byte[] coinbaseAux() {
        return coinbaseAux;
    }

    /** Full output script of the node's witness commitment, or null without one. Shared, not to be modified. */
    public byte @Nullable [] witnessCommitment() {
        return witnessCommitment;
    }

    /** Litecoin's extension block that follows the transactions, or null. Shared, not to be modified. */
    public byte @Nullable [] mweb() {
        return mweb;
    }

    /**
     * The same template with the transaction objects of an older one where they are the same transactions. Templates of one
     * block differ little: sharing keeps the bytes of a transaction in memory once, however many jobs refer to it.
     */
    public BlockTemplate sharingTransactionsOf(BlockTemplate older) {
        Map<Hash256, TemplateTransaction> known = new HashMap<>();
        older.transactions.forEach(tx -> known.put(tx.wtxid(), tx));
        return new BlockTemplate(
                this,
                transactions.stream()
                        .map(tx -> known.getOrDefault(tx.wtxid(), tx))
                        .toList());
    }

    /** Weight of all transactions but the coinbase. */
    public long transactionWeight() {
        return transactions.stream().mapToLong(TemplateTransaction::weight).sum();
    }

    @Override
    public String toString() {
        return "template " + height + " on " + previousBlock + ", " + transactions.size() + " transactions";
    }

    /** Collects the fields; {@link #build()} checks them. */
    public static final class Builder {
        private int version = 0x20000000;
        private @Nullable Hash256 previousBlock;
        private int height;
        private int bits;
        private long minTime;
        private long curTime;
        private long coinbaseValue;
        private long weightLimit = 4_000_000;
        private List<TemplateTransaction> transactions = List.of();
        private byte[] coinbaseAux = new byte[0];
        private byte @Nullable [] witnessCommitment;
        private byte @Nullable [] mweb;

        private Builder() {}

        public Builder version(int v) {
            version = v;
            return this;
        }

        public Builder previousBlock(Hash256 hash) {
            previousBlock = hash;
            return this;
        }

        public Builder height(int h) {
            height = h;
            return this;
        }

        public Builder bits(int compact) {
            bits = compact;
            return this;
        }

        public Builder minTime(long seconds) {
            minTime = seconds;
            return this;
        }

        public Builder curTime(long seconds) {
            curTime = seconds;
            return this;
        }

        public Builder coinbaseValue(long baseUnits) {
            coinbaseValue = baseUnits;
            return this;
        }

        public Builder weightLimit(long weightUnits) {
            weightLimit = weightUnits;
            return this;
        }

        public Builder transactions(List<TemplateTransaction> inOrder) {
            transactions = inOrder;
            return this;
        }

        public Builder coinbaseAux(byte[] bytes) {
            coinbaseAux = bytes;
            return this;
        }

        public Builder witnessCommitment(byte @Nullable [] script) {
            witnessCommitment = script;
            return this;
        }

        public Builder mweb(byte @Nullable [] bytes) {
            mweb = bytes;
            return this;
        }

        /**
         * Checks the fields.
         *
         * @throws IllegalArgumentException when a field is missing or cannot be
         */
        public BlockTemplate build() {
            return new BlockTemplate(this);
        }
    }
}
