package io.otedama.pipeline;

import io.otedama.job.Job;
import io.otedama.share.DuplicateFilter;
import io.otedama.share.ShareVerdict;

/** Refuses header hashes that were credited before. */
final class DedupeStage implements Stage {
    private final DuplicateFilter filter;

    DedupeStage(DuplicateFilter filter) {
        this.filter = filter;
    }

    @Override
    public void onEvent(ShareEvent event) {
        Job job = event.kind == ShareEvent.Kind.SHARE ? event.candidate.job : event.job;
        if (job == null) {
            return;
        }
        if (event.kind == ShareEvent.Kind.RECORD) {
            filter.onPreviousBlock(job.previousBlock());
        } else if (event.verdict.isAccepted()) {
            event.verdict = switch (filter.add(job.previousBlock(), event.candidate.headerHash)) {
                case NEW -> ShareVerdict.ACCEPTED;
                case DUPLICATE -> ShareVerdict.DUPLICATE;
                case FULL -> ShareVerdict.DUPLICATE_FILTER_FULL;
                case BLOCK_FORGOTTEN -> ShareVerdict.STALE;
            };
        }
    }
}
