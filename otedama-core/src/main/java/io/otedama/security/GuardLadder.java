package io.otedama.security;

/**
 * From how many points of unexcused misbehaviour on which step is taken.
 *
 * @param warn points, at least 1; each step at least that of the one before
 */
public record GuardLadder(int warn, int resendJob, int reconnect, int drop, int ban) {
    /** Largest number of points anywhere. */
    public static final int MAX_POINTS = 1_000_000;

    /** 20, 40, 60, 80 and 100 points. */
    public static final GuardLadder DEFAULT = new GuardLadder(20, 40, 60, 80, 100);

    boolean isSound() {
        return warn >= 1
                && resendJob >= warn
                && reconnect >= resendJob
                && drop >= reconnect
                && ban >= drop
                && ban <= MAX_POINTS;
    }

    /** The highest step that these points reach. */
    public GuardStep stepAt(long points) {
        if (points >= ban) {
            return GuardStep.BAN;
        }
        if (points >= drop) {
            return GuardStep.DROP;
        }
        if (points >= reconnect) {
            return GuardStep.RECONNECT;
        }
        if (points >= resendJob) {
            return GuardStep.RESEND_JOB;
        }
        return points >= warn ? GuardStep.WARN : GuardStep.NONE;
    }
}
