package io.otedama.payment;

import io.otedama.accounting.Accounting;
import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.error.AddressException;
import io.otedama.ledger.AccountTable;
import io.otedama.ledger.Bucket;
import io.otedama.payment.PayoutPlan.Payment;
import io.otedama.payment.PayoutPlan.Skipped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Decides whom the next transaction pays. Pure; on the thread of the books. */
final class PaymentPlanner {
    private PaymentPlanner() {}

    static PayoutPlan plan(Accounting books, PaymentPolicy policy, Network network) {
        List<Payment> payments = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (int account = AccountTable.FIRST_MINER; account < books.accounts().size(); account++) {
            long amount = books.ledger().balance(account, Bucket.PAYABLE);
            String address = books.accounts().name(account);
            if (amount > 0 && amount < policy.threshold()) {
                skipped.add(new Skipped(address, amount, "below the threshold of " + policy.threshold()));
            } else if (amount > 0) {
                try {
                    payments.add(new Payment(
                            account, address, Address.parse(address, network).script(), amount));
                } catch (AddressException e) {
                    skipped.add(new Skipped(address, amount, String.valueOf(e.getMessage())));
                }
            }
        }
        payments.sort(Comparator.comparingLong(Payment::amount).reversed().thenComparing(Payment::address));
        while (payments.size() > policy.maxOutputs()) {
            Payment last = payments.remove(payments.size() - 1);
            skipped.add(new Skipped(last.address(), last.amount(), "waits for the next transaction"));
        }
        return new PayoutPlan(List.copyOf(payments), List.copyOf(skipped));
    }
}
