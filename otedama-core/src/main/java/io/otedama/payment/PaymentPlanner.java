package io.otedama.payment;

import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.error.AddressException;
import io.otedama.payment.PayoutPlan.Batch;
import io.otedama.payment.PayoutPlan.Payee;
import io.otedama.payment.PayoutPlan.Skipped;
import io.otedama.payment.PayoutPlan.Skipped.Reason;
import io.otedama.spi.PaymentOutput;
import io.otedama.spi.TransactionPlan.FeePayer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a plan of balances. Pure: the same balances in the same order make the same plan. */
public final class PaymentPlanner {
    /** Nodes relay no heavier transaction, weight units. */
    public static final int MAX_WEIGHT = 400_000;

    /** Left for two hundred inputs, the change and the frame, weight units. */
    static final int RESERVED_WEIGHT = 60_000;

    private static final int WITNESS_SCALE = 4;
    private static final int AMOUNT_AND_LENGTH_BYTES = 9;

    private final PaymentPolicy policy;
    private final Network network;

    public PaymentPlanner(PaymentPolicy policy, Network network) {
        this.policy = policy;
        this.network = network;
    }

    /** What an account is owed, base units. */
    public record Owed(int account, String name, long payable) {}

    /** Accounts that are owed nothing appear nowhere. */
    public PayoutPlan plan(List<Owed> accounts) {
        List<Payee> payees = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (Owed owed : accounts) {
            if (owed.payable <= 0) {
                continue;
            }
            byte[] script = script(owed.name);
            Reason reason = reason(owed, script);
            if (script == null || reason != null) {
                skipped.add(new Skipped(owed.name, owed.payable, reason == null ? Reason.NOT_AN_ADDRESS : reason));
            } else {
                payees.add(new Payee(owed.account, owed.name, new PaymentOutput(script, owed.payable)));
            }
        }
        return new PayoutPlan(batches(payees), skipped);
    }

    private @Nullable Reason reason(Owed owed, byte @Nullable [] script) {
        if (script == null) {
            return Reason.NOT_AN_ADDRESS;
        }
        if (owed.payable < policy.thresholdOf(owed.name)) {
            return Reason.BELOW_THRESHOLD;
        }
        return owed.payable < leastOutput() ? Reason.DUST : null;
    }

    /** Where payees bear the fee, an output must be no dust after it either: up to half may go. */
    private long leastOutput() {
        return policy.feePayer() == FeePayer.OUTPUTS ? Math.multiplyExact(2, policy.dust()) : policy.dust();
    }

    private byte @Nullable [] script(String name) {
        try {
            return Address.parse(name, network).script();
        } catch (AddressException e) {
            return null;
        }
    }

    private List<Batch> batches(List<Payee> payees) {
        List<Batch> batches = new ArrayList<>();
        List<Payee> current = new ArrayList<>();
        int weight = 0;
        for (Payee payee : payees) {
            int more = WITNESS_SCALE * (AMOUNT_AND_LENGTH_BYTES + payee.output().script().length);
            if (current.size() == policy.maxOutputs() || weight + more > MAX_WEIGHT - RESERVED_WEIGHT) {
                batches.add(new Batch(current));
                current = new ArrayList<>();
                weight = 0;
            }
            current.add(payee);
            weight += more;
        }
        if (!current.isEmpty()) {
            batches.add(new Batch(current));
        }
        return batches;
    }
}
