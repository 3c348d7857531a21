package io.otedama.examples;

import io.otedama.payment.PaymentPolicy;
import io.otedama.payment.PaymentPolicy.Approval;
import io.otedama.spi.TransactionPlan.FeePayer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads {@code payments}. */
final class PaymentsReader {
    private final Problems problems;

    PaymentsReader(Problems problems) {
        this.problems = problems;
    }

    PaymentPolicy read(Section section) {
        PaymentPolicy d = PaymentPolicy.defaults();
        int threshold = section.integer("threshold", Math.toIntExact(d.threshold()));
        int seconds = section.integer("interval", Math.toIntExact(d.interval().toSeconds()));
        int confirmations = section.integer("confirmations", d.confirmations());
        int maxFee = section.integer("maxFee", Math.toIntExact(d.maxFee()));
        FeePayer payer = isSecond(section, "fee", "pool", "miners") ? FeePayer.OUTPUTS : FeePayer.WALLET;
        Approval approval = isSecond(section, "approval", "automatic", "held") ? Approval.HELD : Approval.AUTOMATIC;
        section.end();
        PaymentPolicy policy = d.withThreshold(threshold)
                .withSchedule(Duration.ofSeconds(seconds), d.checkInterval())
                .withConfirmations(confirmations)
                .withFee(d.feeRate(), payer, maxFee)
                .withApproval(approval);
        policy.problems().forEach(p -> problems.add(p.key(), p.problem(), p.remedy()));
        return policy;
    }

    /** True for the second of two words, false for the first, which is the default. */
    private boolean isSecond(Section section, String name, String first, String second) {
        @Nullable String text = section.text(name);
        if (text != null && !text.equals(first) && !text.equals(second)) {
            problems.add(section.key(name), "'" + text + "' does not exist", "Use " + first + " or " + second);
        }
        return second.equals(text);
    }
}
