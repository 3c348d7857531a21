package io.otedama.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Network;
import io.otedama.ledger.PaymentBook.Payment;
import io.otedama.payment.PayoutStatus.State;
import io.otedama.spi.FeeRate;
import io.otedama.spi.PaymentIntentRecord;
import io.otedama.spi.PaymentIntentRecord.Input;
import io.otedama.spi.PreparedTransaction;
import io.otedama.spi.TransactionPlan;
import io.otedama.spi.TransactionPlan.FeePayer;
import io.otedama.testkit.FakeAddresses;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many payments at once, and payments with more than one transaction. */
@Timeout(60)
class PaymentLimitsTest {
    private static List<Payment> open(PayoutRig rig) {
        return rig.ask(books -> books.payments().open());
    }

    @Test
    void onePaymentMoreThanMayBeOpenWaits() throws Exception {
        int miners = PaymentMaker.MAX_OPEN + 1;
        try (PayoutRig rig = new PayoutRig(PayoutRig.POLICY.withMaxOutputs(1))) {
            for (int miner = 1; miner <= miners; miner++) {
                rig.wallet.fund(1_000_000);
                rig.owe(miner, 20_000);
            }
            PayoutStatus full = rig.dueRound();
            assertThat(full.state()).isEqualTo(State.RETRYING);
            assertThat(full.reason()).startsWith(PaymentMaker.MAX_OPEN + " payments wait for the chain");
            assertThat(open(rig)).hasSize(PaymentMaker.MAX_OPEN);
            assertThat(rig.received(miners)).isZero();

            rig.wallet.mine(3);
            assertThat(rig.round().state()).isEqualTo(State.IDLE);
            rig.wallet.mine(3);
            rig.round();
            rig.assertSettled(miners);
        }
    }

    /** The same payees, the same coin, a higher fee: written down as another version of the payment. */
    private static PreparedTransaction replace(PayoutRig rig, Payment payment) throws Exception {
        rig.wallet.unlock(List.copyOf(PaymentSettlement.inputs(List.of(payment))));
        PayoutPlan.Payee payee = new PaymentPlanner(PayoutRig.POLICY, Network.BITCOIN_REGTEST)
                .plan(List.of(new PaymentPlanner.Owed(
                        payment.outputs().get(0).account(),
                        FakeAddresses.of(1),
                        payment.outputs().get(0).debited())))
                .batches()
                .get(0)
                .payees()
                .get(0);
        PreparedTransaction dearer = rig.wallet.prepare(
                new TransactionPlan(List.of(payee.output()), FeeRate.fixed(50_000), FeePayer.WALLET, 1_000_000));
        List<Input> inputs = dearer.inputs().stream()
                .map(i -> new Input(i.txid(), i.index()))
                .toList();
        ByteBuffer bytes = ByteBuffer.allocate(PaymentIntentRecord.bytes(inputs.size(), 1, dearer.raw().length))
                .order(ByteOrder.LITTLE_ENDIAN);
        PaymentIntentRecord record = new PaymentIntentRecord()
                .encode(bytes, 0, payment.id(), dearer.txid(), dearer.fee(), inputs, payment.outputs(), dearer.raw());
        rig.pipeline.publish(record, null).get();
        return dearer;
    }

    @Test
    void aPaymentIsPaidWhenAnyOfItsTransactionsConfirms() throws Exception {
        try (PayoutRig rig = new PayoutRig(PayoutRig.POLICY)) {
            rig.owe(1, 50_000);
            rig.dueRound();
            Payment first = open(rig).get(0);
            rig.wallet.restart();
            PreparedTransaction dearer = replace(rig, first);
            assertThat(open(rig).get(0).transactions()).hasSize(2);

            assertThat(rig.round().state()).isEqualTo(State.IDLE); // no node knows either: the newest is sent
            assertThat(rig.wallet.transactions()).hasSize(1);
            assertThat(rig.wallet.transactions().get(0).txid()).isEqualTo(dearer.txid());
            assertThat(rig.round().state()).isEqualTo(State.IDLE); // the first one lost to its own replacement
            rig.wallet.mine(3);
            rig.round();
            rig.assertSettled(1);
        }
    }

    @Test
    void anOlderVersionMayWin() throws Exception {
        try (PayoutRig rig = new PayoutRig(PayoutRig.POLICY)) {
            rig.owe(1, 50_000);
            rig.dueRound();
            Payment first = open(rig).get(0);
            rig.wallet.restart();
            replace(rig, first);
            rig.wallet.broadcast(
                    first.transactions().get(0).raw(),
                    first.transactions().get(0).txid());
            assertThat(rig.round().state()).isEqualTo(State.IDLE);
            rig.wallet.mine(3);
            rig.round();
            rig.assertSettled(1);
        }
    }
}
