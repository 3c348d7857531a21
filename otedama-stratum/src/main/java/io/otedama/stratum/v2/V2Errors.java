package io.otedama.stratum.v2;

import io.otedama.share.ShareVerdict;
import java.util.Locale;

/** What refused shares are called: the words of the reference implementation where it has one. */
final class V2Errors {
    private V2Errors() {}

    /**
     * @param rolling whether the channel may roll versions
     */
    static String ofVerdict(ShareVerdict verdict, boolean rolling) {
        return switch (verdict) {
            case JOB_NOT_FOUND -> "invalid-job-id";
            case STALE -> "stale-share";
            case DUPLICATE -> "duplicate-share";
            case LOW_DIFFICULTY -> "difficulty-too-low";
            case BAD_EXTRANONCE2 -> "bad-extranonce-size";
            case BAD_VERSION_BITS -> rolling ? "invalid-non-rollable-version-bit" : "version-rolling-not-allowed";
            case TIME_TOO_OLD, TIME_TOO_NEW, UNAUTHORIZED, NOT_SUBSCRIBED -> "invalid-share";
            default -> verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }
}
