package io.otedama.payment;

import io.otedama.error.ConfigProblem;
import io.otedama.spi.FeeRate;
import io.otedama.spi.TransactionPlan;
import io.otedama.spi.TransactionPlan.FeePayer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What an operator decides about payments. Begin with {@link #defaults}, change with the {@code with} methods; {@link
 * #problems} says what is wrong with it.
 *
 * @param threshold what an account must be owed before it is paid, base units
 * @param thresholds the same for single accounts, by account name, which is an address
 * @param interval runs are due at its multiples since 1970, so that restarts do not change the schedule; one that was missed is made up for at the start; zero: with every check
 * @param checkInterval how often open payments are looked at, and a run that could not be finished is tried again
 * @param feeRate what a transaction offers
 * @param feePayer who bears it: the pool, or the payees in proportion to their amounts
 * @param maxFee a transaction that costs more is not made, base units
 * @param confirmations from so many on a payment is final
 * @param dust a smaller output is never made; the amount stays owed. Base units
 * @param maxOutputs payees of one transaction
 * @param approval whether a run waits for a person
 */
public record PaymentPolicy(
        long threshold,
        Map<String, Long> thresholds,
        Duration interval,
        Duration checkInterval,
        FeeRate feeRate,
        FeePayer feePayer,
        long maxFee,
        int confirmations,
        long dust,
        int maxOutputs,
        Approval approval) {
    /** Whether a run begins by itself. */
    public enum Approval {
        /** As soon as it is due. */
        AUTOMATIC,
        /** When it is due and {@link PayoutRun#approve} was called. */
        HELD
    }

    /** No shorter one: every check asks the wallet for each open payment. */
    public static final Duration MIN_CHECK_INTERVAL = Duration.ofMillis(10);

    /** An interval for runs that happen only on request. */
    public static final Duration ON_REQUEST = Duration.ofDays(36_500);

    private static final PaymentPolicy DEFAULT = new PaymentPolicy(
            1_000_000,
            Map.of(),
            Duration.ofHours(1),
            Duration.ofSeconds(5),
            FeeRate.estimated(6, 10_000),
            FeePayer.WALLET,
            10_000_000,
            6,
            5_460,
            TransactionPlan.MAX_OUTPUTS,
            Approval.AUTOMATIC);

    public PaymentPolicy {
        thresholds = Map.copyOf(thresholds);
    }

    /**
     * Every hour, from a million units on, the pool bears the fee; final with 6 confirmations. The dust limit is the greatest
     * of the supported networks (Litecoin's, for a pay-to-public-key-hash output).
     */
    public static PaymentPolicy defaults() {
        return DEFAULT;
    }

    /** What this account must be owed before it is paid, base units. */
    public long thresholdOf(String account) {
        return thresholds.getOrDefault(account, threshold);
    }

    public PaymentPolicy withThreshold(long units) {
        return with(draft -> draft.threshold = units);
    }

    /** Single accounts' own thresholds, by account name. */
    public PaymentPolicy withThresholds(Map<String, Long> byAccount) {
        return with(draft -> draft.thresholds = byAccount);
    }

    /** When runs are due, and how often open payments are looked at. */
    public PaymentPolicy withSchedule(Duration runs, Duration checks) {
        return with(draft -> {
            draft.interval = runs;
            draft.checkInterval = checks;
        });
    }

    /**
     * @param most what a transaction may cost, base units
     */
    public PaymentPolicy withFee(FeeRate rate, FeePayer payer, long most) {
        return with(draft -> {
            draft.feeRate = rate;
            draft.feePayer = payer;
            draft.maxFee = most;
        });
    }

    public PaymentPolicy withConfirmations(int depth) {
        return with(draft -> draft.confirmations = depth);
    }

    public PaymentPolicy withDust(long units) {
        return with(draft -> draft.dust = units);
    }

    public PaymentPolicy withMaxOutputs(int outputs) {
        return with(draft -> draft.maxOutputs = outputs);
    }

    public PaymentPolicy withApproval(Approval mode) {
        return with(draft -> draft.approval = mode);
    }

    private PaymentPolicy with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finish();
    }

    /** A policy that is being changed. */
    private static final class Draft {
        private long threshold;
        private Map<String, Long> thresholds;
        private Duration interval;
        private Duration checkInterval;
        private FeeRate feeRate;
        private FeePayer feePayer;
        private long maxFee;
        private int confirmations;
        private long dust;
        private int maxOutputs;
        private Approval approval;

        private Draft(PaymentPolicy from) {
            threshold = from.threshold;
            thresholds = from.thresholds;
            interval = from.interval;
            checkInterval = from.checkInterval;
            feeRate = from.feeRate;
            feePayer = from.feePayer;
            maxFee = from.maxFee;
            confirmations = from.confirmations;
            dust = from.dust;
            maxOutputs = from.maxOutputs;
            approval = from.approval;
        }

        private PaymentPolicy finish() {
            return new PaymentPolicy(
                    threshold,
                    thresholds,
                    interval,
                    checkInterval,
                    feeRate,
                    feePayer,
                    maxFee,
                    confirmations,
                    dust,
                    maxOutputs,
                    approval);
        }
    }

    /** Everything that is wrong with it. */
    public List<ConfigProblem> problems() {
        List<ConfigProblem> problems = new ArrayList<>();
        check(problems, threshold > 0, "threshold", "is " + threshold, "Use at least 1 base unit");
        thresholds.forEach((account, units) ->
                check(problems, units > 0, "threshold of " + account, "is " + units, "Use at least 1 base unit"));
        boolean whole = interval.isZero() || interval.compareTo(Duration.ofMillis(1)) >= 0;
        check(problems, whole, "interval", "is " + interval, "Use 1 ms or more, or zero for a run with every check");
        check(
                problems,
                checkInterval.compareTo(MIN_CHECK_INTERVAL) >= 0,
                "checkInterval",
                "is " + checkInterval,
                "Use at least " + MIN_CHECK_INTERVAL.toMillis() + " ms");
        check(problems, maxFee > 0, "maxFee", "is " + maxFee, "Use at least 1 base unit");
        check(problems, confirmations > 0, "confirmations", "is " + confirmations, "Use at least 1");
        check(problems, dust >= 0, "dust", "is " + dust, "Use 0 or more base units");
        check(
                problems,
                maxOutputs > 0 && maxOutputs <= TransactionPlan.MAX_OUTPUTS,
                "maxOutputs",
                "is " + maxOutputs,
                "Use 1 to " + TransactionPlan.MAX_OUTPUTS);
        return problems;
    }

    private static void check(List<ConfigProblem> problems, boolean holds, String key, String problem, String remedy) {
        if (!holds) {
            problems.add(new ConfigProblem("payments." + key, problem, remedy));
        }
    }
}
