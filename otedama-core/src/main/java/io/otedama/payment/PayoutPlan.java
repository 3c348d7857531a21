package io.otedama.payment;

import io.otedama.spi.PaymentOutput;
import java.util.List;

/**
 * Whom a run would pay now, and whom it would not. A preview: nothing is promised by it.
 *
 * @param batches each becomes one transaction
 * @param skipped accounts that are owed something and not paid
 */
public record PayoutPlan(List<Batch> batches, List<Skipped> skipped) {
    public PayoutPlan {
        batches = List.copyOf(batches);
        skipped = List.copyOf(skipped);
    }

    /** What the accounts are to be debited altogether, base units. */
    public long total() {
        return batches.stream().mapToLong(Batch::total).reduce(0, Math::addExact);
    }

    /** How many accounts are paid. */
    public int payees() {
        return batches.stream().mapToInt(b -> b.payees.size()).sum();
    }

    public boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Those who are paid by one transaction, in the order of its outputs. */
    public record Batch(List<Payee> payees) {
        public Batch {
            payees = List.copyOf(payees);
        }

        /** Base units. */
        public long total() {
            return payees.stream().mapToLong(p -> p.output.amount()).reduce(0, Math::addExact);
        }

        /** Two batches of half the payees each. */
        List<Batch> halves() {
            int middle = payees.size() / 2;
            return List.of(new Batch(payees.subList(0, middle)), new Batch(payees.subList(middle, payees.size())));
        }
    }

    /**
     * One account's part.
     *
     * @param account number in the books
     * @param address name of the account
     * @param output its script, and all that it is owed
     */
    public record Payee(int account, String address, PaymentOutput output) {}

    /**
     * An account that is left out; what it is owed stays owed.
     *
     * @param payable base units
     */
    public record Skipped(String account, long payable, Reason reason) {
        /** Why it is left out. */
        public enum Reason {
            /** Less than its threshold. */
            BELOW_THRESHOLD,
            /** Less than an output may carry. */
            DUST,
            /** The name of the account is no address of the mined network: a correction must move the amount. */
            NOT_AN_ADDRESS
        }
    }
}
