package io.otedama.bench.sv2;

import io.otedama.stratum.client.SubmitReply;
import io.otedama.stratum.v2.message.ErrorCodes;

/** Error codes of Stratum V2 as those of Stratum V1, so that reports of both can be compared. */
final class Sv2Refusal {
    private static final int OTHER = 20;

    private Sv2Refusal() {}

    static int code(String errorCode) {
        return switch (errorCode) {
            case ErrorCodes.STALE_SHARE, ErrorCodes.INVALID_JOB_ID -> SubmitReply.JOB_NOT_FOUND;
            case ErrorCodes.DUPLICATE_SHARE -> SubmitReply.DUPLICATE_SHARE;
            case ErrorCodes.DIFFICULTY_TOO_LOW -> SubmitReply.LOW_DIFFICULTY;
            default -> OTHER;
        };
    }
}
