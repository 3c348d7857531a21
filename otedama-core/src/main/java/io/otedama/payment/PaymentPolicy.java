package io.otedama.payment;

import io.otedama.spi.FeeRate;
import io.otedama.spi.TransactionPlan.FeePayer;
import java.time.Duration;

/**
 * When and how balances are paid.
 *
 * @param threshold least payable amount that is paid; below it waits; base units
 * @param dust an output is at least this; base units
 * @param interval between two payments
 * @param feeRate of the transactions
 * @param feePayer {@code WALLET}: the pool; {@code OUTPUTS}: those who are paid, by largest remainder
 * @param maxFee a transaction that would cost more is not made; base units
 * @param confirmations from which on a payment is final
 * @param maxOutputs receivers in one transaction; what is more waits for the next
 * @param automatic false: nothing is sent until {@link PayoutRun#approve()}
 */
public record PaymentPolicy(
        long threshold,
        long dust,
        Duration interval,
        FeeRate feeRate,
        FeePayer feePayer,
        long maxFee,
        int confirmations,
        int maxOutputs,
        boolean automatic) {
    /** 2,000 outputs of 43 vB are below the 100 kvB that nodes relay, with room for inputs. */
    public static final int MAX_OUTPUTS = 1_500;

    public PaymentPolicy {
        if (threshold < dust || dust < 1 || maxFee < 1 || confirmations < 1) {
            throw new IllegalArgumentException("threshold " + threshold + ", dust " + dust + ", maxFee " + maxFee
                    + ", confirmations " + confirmations + ": all positive, the threshold not below dust");
        }
        if (maxOutputs < 1 || maxOutputs > MAX_OUTPUTS || interval.isNegative()) {
            throw new IllegalArgumentException("maxOutputs " + maxOutputs + " must be 1 to " + MAX_OUTPUTS
                    + ", interval " + interval + " not negative");
        }
    }

    /** A hundredth of a coin, once an hour, the pool pays the fee, six confirmations. */
    public static PaymentPolicy defaults() {
        return new PaymentPolicy(
                1_000_000,
                10_000,
                Duration.ofHours(1),
                FeeRate.estimated(6, 10_000),
                FeePayer.WALLET,
                10_000_000,
                6,
                500,
                true);
    }

    public PaymentPolicy withThreshold(long baseUnits) {
        return new PaymentPolicy(
                baseUnits, dust, interval, feeRate, feePayer, maxFee, confirmations, maxOutputs, automatic);
    }

    public PaymentPolicy withInterval(Duration between) {
        return new PaymentPolicy(
                threshold, dust, between, feeRate, feePayer, maxFee, confirmations, maxOutputs, automatic);
    }

    public PaymentPolicy withFee(FeeRate rate, FeePayer payer) {
        return new PaymentPolicy(threshold, dust, interval, rate, payer, maxFee, confirmations, maxOutputs, automatic);
    }

    public PaymentPolicy withConfirmations(int depth) {
        return new PaymentPolicy(threshold, dust, interval, feeRate, feePayer, maxFee, depth, maxOutputs, automatic);
    }

    /** Nothing is sent until somebody says so. */
    public PaymentPolicy withApproval() {
        return new PaymentPolicy(
                threshold, dust, interval, feeRate, feePayer, maxFee, confirmations, maxOutputs, false);
    }
}
