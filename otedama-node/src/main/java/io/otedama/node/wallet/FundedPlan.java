package io.otedama.node.wallet;

import io.otedama.error.WalletException;
import io.otedama.error.WalletException.Reason;
import io.otedama.spi.PaymentOutput;
import io.otedama.spi.TransactionPlan;
import io.otedama.spi.TransactionPlan.FeePayer;
import io.otedama.spi.TxOutPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan whose coins, fee and change are fixed, not yet signed.
 *
 * <p>When the outputs bear the fee, the daemon takes all of it from the greatest, which surely can bear it; then it is
 * shared out as the plan says. Amounts do not change the size, so the fee stays what the daemon reckoned.
 *
 * @param payments in the plan's order with what each gets
 * @param change none or one
 * @param fee base units
 */
record FundedPlan(List<TxOutPoint> inputs, List<PaymentOutput> payments, List<PaymentOutput> change, long fee) {
    FundedPlan {
        inputs = List.copyOf(inputs);
        payments = List.copyOf(payments);
        change = List.copyOf(change);
    }

    /**
     * @param funded what the daemon made of the plan
     * @throws WalletException when that is not what was asked for, or the outputs cannot bear the fee
     */
    static FundedPlan of(TransactionPlan plan, CoinSelection coins, RawTransaction funded) {
        int count = plan.outputs().size();
        int greatest = plan.feePayer() == FeePayer.OUTPUTS ? greatest(plan) : -1;
        boolean same = funded.inputs().equals(coins.inputs())
                && (funded.outputs().size() == count || funded.outputs().size() == count + 1);
        for (int i = 0; same && i < count; i++) {
            PaymentOutput found = funded.outputs().get(i);
            PaymentOutput planned = plan.outputs().get(i);
            same = found.equals(i == greatest ? new PaymentOutput(planned.script(), found.amount()) : planned);
        }
        if (!same) {
            throw new WalletException(
                    Reason.REFUSED,
                    "fundrawtransaction gives another transaction than was asked for; nothing was sent");
        }
        List<PaymentOutput> change =
                funded.outputs().subList(count, funded.outputs().size());
        long fee = coins.value() - funded.outputValue();
        long paid = funded.outputs().subList(0, count).stream()
                .mapToLong(PaymentOutput::amount)
                .sum();
        long borne = plan.total() - paid;
        if (fee < 0 || borne < 0) {
            throw new WalletException(Reason.REFUSED, "fundrawtransaction pays more than was asked for");
        }
        return new FundedPlan(funded.inputs(), share(plan, borne), change, fee);
    }

    private static List<PaymentOutput> share(TransactionPlan plan, long borne) {
        try {
            return plan.afterFee(borne);
        } catch (IllegalArgumentException e) {
            throw new WalletException(
                    Reason.REFUSED, "an output of the payment is too small to bear its part of the fee of " + borne, e);
        }
    }

    /** Place of the greatest output, the first among equals. */
    static int greatest(TransactionPlan plan) {
        int best = 0;
        for (int i = 1; i < plan.outputs().size(); i++) {
            if (plan.outputs().get(i).amount() > plan.outputs().get(best).amount()) {
                best = i;
            }
        }
        return best;
    }

    /** Payments and change in the transaction's order. */
    List<PaymentOutput> allOutputs() {
        List<PaymentOutput> all = new ArrayList<>(payments);
        all.addAll(change);
        return all;
    }
}
