package io.otedama.pipeline;

import io.otedama.metrics.RejectReason;
import io.otedama.share.ShareVerdict;

/** What a verdict says about the miner. */
final class RejectReasons {
    private RejectReasons() {}

    static RejectReason of(ShareVerdict verdict) {
        return switch (verdict) {
            case STALE -> RejectReason.STALE;
            case DUPLICATE -> RejectReason.DUPLICATE;
            case LOW_DIFFICULTY -> RejectReason.LOW_DIFFICULTY;
            case JOB_NOT_FOUND, BAD_EXTRANONCE2, BAD_VERSION_BITS, TIME_TOO_OLD, TIME_TOO_NEW -> RejectReason.MALFORMED;
            default -> RejectReason.OTHER;
        };
    }
}
