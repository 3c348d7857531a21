package io.otedama.job;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.TemplateTransaction;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob.Purpose;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Template to job. The merkle branch and the commitment are computed once per template, the coinbases once per job (one
 * for all client classes that are paid alike): its job number makes every job different work. Job thread only.
 */
public final class JobFactory {
    private final CoinbaseBuilder coinbases;
    private final SolutionSink solutions;
    private final long boot;
    private final ExtranonceLayout layout;
    private final byte[] poolScript;
    private final boolean perOwner;
    private final OwnerCache owners = new OwnerCache(OwnerCache.MAX_KEPT);
    private long nextNumber = 1;

    private @Nullable BlockTemplate cachedTemplate;
    private List<Hash256> cachedBranch = List.of();
    private byte @Nullable [] cachedCommitment;

    /**
     * @param poolScript output script of the pool's own output
     * @param tag ASCII text in every coinbase, at most {@value CoinbaseBuilder#MAX_TAG_BYTES} bytes
     * @param boot number of this start
     */
    public JobFactory(
            ExtranonceLayout layout,
            byte[] poolScript,
            String tag,
            CoinbaseSplitSource splits,
            SolutionSink solutions,
            long boot) {
        this.coinbases = new CoinbaseBuilder(layout, poolScript, tag, splits);
        this.layout = layout;
        this.poolScript = poolScript.clone();
        this.perOwner = splits.perOwner();
        this.solutions = solutions;
        this.boot = boot;
    }

    /** Takes work that miners select themselves; null when coinbases are made per owner, which such work is not. */
    public @Nullable CustomJobs customJobs(JobTable table) {
        return perOwner ? null : new CustomJobs(table, poolScript, layout);
    }

    /** Longest tag. */
    public static int maxTagBytes() {
        return CoinbaseBuilder.MAX_TAG_BYTES;
    }

    /**
     * @param curTime header time to start from, seconds since 1970, not before the template's minimum
     * @throws IllegalArgumentException when no legal block can be made of the template
     */
    public Job make(BlockTemplate template, Purpose purpose, long curTime) {
        if (template != cachedTemplate) {
            cachedBranch = MerkleTree.coinbaseBranch(template.transactions().stream()
                    .map(TemplateTransaction::txid)
                    .toList());
            cachedCommitment = WitnessCommitment.of(template);
            cachedTemplate = template;
        }
        long number = nextNumber;
        List<CoinbasePlan> plans = coinbases.plan(template, cachedCommitment, boot, number);
        List<JobVariant> variants =
                plans.stream().map(plan -> plan.payRestTo("", poolScript)).toList();
        Job job = Job.builder()
                .template(template)
                .number(number)
                .purpose(purpose)
                .times(template.minTime(), Math.max(curTime, template.minTime()))
                .merkleBranch(cachedBranch)
                .variants(variants)
                .owners(perOwner ? owners.add(plans) : null)
                .solutions(solutions)
                .build();
        nextNumber++; // only now: numbers have no gaps, the table relies on it
        return job;
    }
}
