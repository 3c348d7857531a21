package io.otedama.job;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import io.otedama.chain.TemplateTransaction;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob;
import io.otedama.spi.Owner;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work: header fields, merkle branch, one coinbase per variant, and where a solution goes. Immutable; read by
 * every thread. Never requires a {@link BlockTemplate}: blocks of the past, AuxPoW parents and custom jobs are jobs too.
 */
public final class Job implements MiningJob {
    /** A header may be this far ahead of the job's time, and of the pool's clock. Seconds. */
    public static final int MAX_FUTURE_SECONDS = 7200;

    private final long number;
    private final String id;
    private final Purpose purpose;
    private final int height;
    private final int version;
    private final Hash256 previousBlock;
    private final int bits;
    private final long minTime;
    private final long curTime;
    private final Target networkTarget;
    private final long coinbaseValue;
    private final List<Hash256> merkleBranch;
    private final byte[] flatBranch;
    private final List<JobVariant> variants;
    private final @Nullable OwnerVariants owners;
    private final SolutionSink solutions;
    private final @Nullable BlockTemplate template;

    private Job(Builder b) {
        this.number = b.number;
        this.id = Long.toHexString(b.number);
        this.purpose = b.purpose;
        this.height = b.height;
        this.version = b.version;
        this.previousBlock = Objects.requireNonNull(b.previousBlock, "previousBlock");
        this.bits = b.bits;
        this.minTime = b.minTime;
        this.curTime = b.curTime;
        this.networkTarget = Target.ofCompact(b.bits);
        this.coinbaseValue = b.coinbaseValue;
        this.merkleBranch = List.copyOf(b.merkleBranch);
        this.flatBranch = flatten(merkleBranch);
        this.variants = List.copyOf(b.variants);
        this.owners = b.owners;
        this.solutions = Objects.requireNonNull(b.solutions, "solutions");
        this.template = b.template;
        if (number < 0 || variants.isEmpty()) {
            throw new IllegalArgumentException("a job needs a number and at least one variant");
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The variant for the largest class that is not larger than this one; the first when there is none. */
    private int indexFor(ClientClass clientClass) {
        int found = -1;
        for (int i = 0; i < variants.size(); i++) {
            ClientClass madeFor = variants.get(i).clientClass();
            boolean larger = found < 0 || madeFor.compareTo(variants.get(found).clientClass()) > 0;
            if (madeFor.compareTo(clientClass) <= 0 && larger) {
                found = i;
            }
        }
        return Math.max(0, found);
    }

    private static byte[] flatten(List<Hash256> branch) {
        byte[] flat = new byte[branch.size() * Hash256.BYTES];
        for (int i = 0; i < branch.size(); i++) {
            branch.get(i).writeTo(flat, i * Hash256.BYTES);
        }
        return flat;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Purpose purpose() {
        return purpose;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public Hash256 previousBlock() {
        return previousBlock;
    }

    @Override
    public int bits() {
        return bits;
    }

    @Override
    public long minTime() {
        return minTime;
    }

    @Override
    public long curTime() {
        return curTime;
    }

    @Override
    public Target networkTarget() {
        return networkTarget;
    }

    /** Subsidy and fees in base units; 0 when unknown. */
    public long coinbaseValue() {
        return coinbaseValue;
    }

    /** What the block creates, without fees; base units. All of the coinbase value when the fees are unknown. */
    public long subsidy() {
        BlockTemplate known = template;
        return known == null
                ? coinbaseValue
                : coinbaseValue
                        - known.transactions().stream()
                                .mapToLong(TemplateTransaction::fee)
                                .sum();
    }

    @Override
    public List<Hash256> merkleBranch() {
        return merkleBranch;
    }

    /** The branch as one array, 32 bytes a node, internal order; for the share path. Shared, never modified. */
    public byte[] flatBranch() {
        return flatBranch;
    }

    @Override
    public JobVariant variant(ClientClass clientClass) {
        return variants.get(indexFor(clientClass));
    }

    @Override
    public JobVariant variant(ClientClass clientClass, @Nullable Owner owner) {
        int index = indexFor(clientClass);
        return owners == null || owner == null || !owner.hasScript() ? variants.get(index) : owners.of(index, owner);
    }

    @Override
    public List<JobVariant> variants() {
        return variants;
    }

    /** Who takes a solved header. */
    public SolutionSink solutions() {
        return solutions;
    }

    /** True when nothing but a solved header and its coinbase is missing for a block that can be sent. */
    public boolean hasAllTransactions() {
        return template != null || merkleBranch.isEmpty();
    }

    /** The template with the transactions, or null for a job without one. */
    public @Nullable BlockTemplate template() {
        return template;
    }

    @Override
    public String toString() {
        return "job " + id + " (" + purpose + ", height " + height + " on " + previousBlock + ")";
    }

    /** Collects the fields of a job. */
    public static final class Builder {
        private long number;
        private Purpose purpose = Purpose.NEW_BLOCK;
        private int height;
        private int version;
        private @Nullable Hash256 previousBlock;
        private int bits;
        private long minTime;
        private long curTime;
        private long coinbaseValue;
        private List<Hash256> merkleBranch = List.of();
        private List<JobVariant> variants = List.of();
        private @Nullable OwnerVariants owners;
        private @Nullable SolutionSink solutions;
        private @Nullable BlockTemplate template;

        private Builder() {}

        /** Takes every header field, the value and the transactions from a template. */
        public Builder template(BlockTemplate t) {
            template = t;
            return header(t.version(), t.previousBlock(), t.bits(), t.height())
                    .times(t.minTime(), t.curTime())
                    .coinbaseValue(t.coinbaseValue());
        }

        public Builder number(long n) {
            number = n;
            return this;
        }

        public Builder purpose(Purpose p) {
            purpose = p;
            return this;
        }

        public Builder header(int v, Hash256 previous, int compactBits, int blockHeight) {
            version = v;
            previousBlock = previous;
            bits = compactBits;
            height = blockHeight;
            return this;
        }

        /** Seconds since 1970. */
        public Builder times(long earliest, long current) {
            minTime = earliest;
            curTime = current;
            return this;
        }

        public Builder coinbaseValue(long baseUnits) {
            coinbaseValue = baseUnits;
            return this;
        }

        public Builder merkleBranch(List<Hash256> branch) {
            merkleBranch = branch;
            return this;
        }

        /** Each made for one client class, and for the larger ones that have none of their own. */
        public Builder variants(List<JobVariant> all) {
            variants = all;
            return this;
        }

        Builder owners(@Nullable OwnerVariants own) {
            owners = own;
            return this;
        }

        public Builder solutions(SolutionSink sink) {
            solutions = sink;
            return this;
        }

        public Job build() {
            return new Job(this);
        }
    }
}
