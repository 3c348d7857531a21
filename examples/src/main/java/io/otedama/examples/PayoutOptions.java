package io.otedama.examples;

import io.otedama.payment.PaymentPolicy;
import io.otedama.spi.TransactionPlan.FeePayer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an operator decides about one run of payments. */
final class PayoutOptions {
    /** Who bears the fee, as the command line says it. */
    enum Fee {
        POOL(FeePayer.WALLET),
        MINERS(FeePayer.OUTPUTS);

        private final FeePayer payer;

        Fee(FeePayer payer) {
            this.payer = payer;
        }
    }

    @Option(
            names = "--threshold",
            paramLabel = "N",
            description = "Least amount that is paid, base units. Default 1000000, a hundredth of a coin.")
    private @Nullable Long threshold;

    @Option(
            names = "--fee",
            paramLabel = "WHO",
            description = "Who bears the fee of the transaction: pool (default), or miners in proportion.")
    private Fee fee = Fee.POOL;

    /**
     * @param base what is not said is as there
     * @throws io.otedama.error.ConfigurationException with every mistake
     */
    PaymentPolicy policy(PaymentPolicy base) {
        PaymentPolicy policy = base.withFee(base.feeRate(), fee.payer, base.maxFee());
        policy = threshold == null ? policy : policy.withThreshold(threshold);
        Problems problems = new Problems(key -> key.replace("payments.", "--"));
        policy.problems().forEach(p -> problems.add(p.key(), p.problem(), p.remedy()));
        problems.throwIfAny();
        return policy;
    }
}
