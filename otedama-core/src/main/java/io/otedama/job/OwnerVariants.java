package io.otedama.job;

import io.otedama.spi.JobVariant;
import io.otedama.spi.Owner;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The coinbases of one job that pay single owners, each made when first asked for. What is found is returned without a lock
 * and without allocation. Any thread.
 *
 * <p>Kept ones are counted over all jobs, see {@link OwnerCache}; one that could not be kept is made anew each time, with
 * the same bytes: that costs time, never correctness.
 */
final class OwnerVariants {
    private final List<CoinbasePlan> plans;
    private final List<Map<Owner, JobVariant>> kept;
    private final OwnerCache cache;
    private boolean forgotten; // guarded by this

    OwnerVariants(List<CoinbasePlan> plans, OwnerCache cache) {
        this.plans = plans;
        this.cache = cache;
        this.kept = Stream.<Map<Owner, JobVariant>>generate(ConcurrentHashMap::new)
                .limit(plans.size())
                .toList();
    }

    /**
     * @param plan which of the plans
     * @param owner one with a script
     */
    JobVariant of(int plan, Owner owner) {
        JobVariant known = kept.get(plan).get(owner);
        return known != null ? known : keep(plan, owner, plans.get(plan).payRestTo(owner.account(), owner.script()));
    }

    private synchronized JobVariant keep(int plan, Owner owner, JobVariant made) {
        JobVariant other = kept.get(plan).get(owner);
        if (other != null) {
            return other; // another thread was first
        }
        if (!forgotten && cache.tryKeep()) {
            kept.get(plan).put(owner, made);
        }
        return made;
    }

    /** Keeps nothing any more; says how many it had kept. */
    synchronized int forget() {
        forgotten = true;
        int count = kept.stream().mapToInt(Map::size).sum();
        kept.forEach(Map::clear);
        return count;
    }
}
