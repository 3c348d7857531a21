package io.otedama.pipeline;

import io.otedama.job.Job;
import io.otedama.share.ShareCandidate;

/** Hands a solved candidate to its job's sink, right after validation and before every other rule. */
final class Solutions {
    private Solutions() {}

    static void handOver(ShareCandidate candidate) {
        Job job = candidate.job;
        if (candidate.isBlock && job != null) {
            job.solutions().onSolution(candidate.toSolution());
        }
    }
}
