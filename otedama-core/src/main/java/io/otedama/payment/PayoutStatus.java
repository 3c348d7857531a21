package io.otedama.payment;

/**
 * How payments are doing, as of the last round.
 *
 * @param reason why nothing is paid, one sentence for the operator; empty when all is well
 * @param openPayments decided, but not final
 * @param completedRuns since the start
 * @param lastRunMillis when the last of them ended, milliseconds since 1970; 0 when there was none
 */
public record PayoutStatus(State state, String reason, int openPayments, long completedRuns, long lastRunMillis) {
    /** What the run does next. */
    public enum State {
        /** Waits for the next run to be due. */
        IDLE,
        /** A run is due and waits for {@link PayoutRun#approve}. */
        AWAITING_APPROVAL,
        /** The operator, or a payment in conflict, keeps new payments from being made. */
        HELD,
        /** Something does not answer or refuses; tried again with every check. */
        RETRYING
    }

    PayoutStatus with(State now, String why) {
        return new PayoutStatus(now, why, openPayments, completedRuns, lastRunMillis);
    }

    PayoutStatus withOpen(int payments) {
        return new PayoutStatus(state, reason, payments, completedRuns, lastRunMillis);
    }
}
