package io.otedama.pipeline;

import io.otedama.job.Job;
import io.otedama.share.DuplicateFilter;
import io.otedama.share.ShareVerdict;
import java.util.function.BooleanSupplier;

/** Refuses header hashes that were credited before, and shares that nobody could pay. */
final class DedupeStage implements Stage {
    private final DuplicateFilter filter;

    private final BooleanSupplier reserveSpent;

    /**
     * @param reserveSpent true while the pool cannot pay for one more share
     */
    DedupeStage(DuplicateFilter filter, BooleanSupplier reserveSpent) {
        this.filter = filter;
        this.reserveSpent = reserveSpent;
    }

    @Override
    public void onEvent(ShareEvent event) {
        Job job = event.kind == ShareEvent.Kind.SHARE ? event.candidate.job : event.job;
        if (job == null) {
            return;
        }
        if (event.kind == ShareEvent.Kind.RECORD) {
            filter.onPreviousBlock(job.previousBlock());
        } else if (event.verdict.isAccepted() && reserveSpent.getAsBoolean()) {
            event.verdict = ShareVerdict.RESERVE_SPENT;
        } else if (event.verdict.isAccepted()) {
            ShareVerdict found = switch (filter.add(job.previousBlock(), event.candidate.headerHash)) {
                case NEW -> ShareVerdict.ACCEPTED;
                case DUPLICATE -> ShareVerdict.DUPLICATE;
                case FULL -> ShareVerdict.DUPLICATE_FILTER_FULL;
                case BLOCK_FORGOTTEN -> ShareVerdict.STALE;
            };
            if (found != event.verdict) {
                event.verdict = found;
            }
        }
    }
}
