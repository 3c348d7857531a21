package io.otedama.gateway.view;

import io.otedama.payment.PayoutPlan;
import io.otedama.payment.PayoutStatus;
import io.otedama.spi.StoredPayment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Payments, made and to be made. Amounts are base units, times milliseconds since 1970. */
public final class PaymentViews {
    /** Most payees that a plan lists; all of them are counted. */
    public static final int MAX_LISTED = 1_000;

    private PaymentViews() {}

    /** A payment as one of its payees sees it. */
    public record OfAccount(long id, long decidedAt, String status, String txid, long fee, long debited, long sent) {
        public static OfAccount of(StoredPayment payment) {
            return new OfAccount(
                    payment.id(),
                    payment.decidedMillis(),
                    payment.status().name(),
                    payment.txid().toString(),
                    payment.fee(),
                    payment.outputs().stream()
                            .mapToLong(StoredPayment.Output::debited)
                            .sum(),
                    payment.outputs().stream()
                            .mapToLong(StoredPayment.Output::sent)
                            .sum());
        }
    }

    /** A payment as everybody sees it. */
    public record OfPool(long id, long decidedAt, String status, String txid, long fee, int payees, long sent) {
        public static OfPool of(StoredPayment payment) {
            return new OfPool(
                    payment.id(),
                    payment.decidedMillis(),
                    payment.status().name(),
                    payment.txid().toString(),
                    payment.fee(),
                    payment.outputs().size(),
                    payment.outputs().stream()
                            .mapToLong(StoredPayment.Output::sent)
                            .sum());
        }
    }

    /** For the operator. */
    public record Payout(Status status, Plan plan) {
        public static Payout of(PayoutStatus status, PayoutPlan plan) {
            return new Payout(Status.of(status), Plan.of(plan));
        }
    }

    /** How payments are doing. */
    public record Status(
            String state,
            String reason,
            int openPayments,
            long completedRuns,
            @Nullable Long lastRunAt) {
        public static Status of(PayoutStatus status) {
            return new Status(
                    status.state().name(),
                    status.reason(),
                    status.openPayments(),
                    status.completedRuns(),
                    Times.orNull(status.lastRunMillis()));
        }
    }

    /** Whom a run would pay now. */
    public record Plan(int payees, long total, List<Item> items) {
        static Plan of(PayoutPlan plan) {
            return new Plan(
                    plan.payees(),
                    plan.total(),
                    plan.batches().stream()
                            .flatMap(batch -> batch.payees().stream())
                            .limit(MAX_LISTED)
                            .map(payee ->
                                    new Item(payee.address(), payee.output().amount()))
                            .toList());
        }
    }

    /** One account's part of a plan. */
    public record Item(String account, long amount) {}
}
