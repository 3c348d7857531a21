package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.error.WalletException;
import io.otedama.error.WalletException.Reason;
import io.otedama.spi.BroadcastResult.Outcome;
import io.otedama.spi.TransactionPlan.FeePayer;
import io.otedama.spi.TransactionState.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Wallet} promises. The fixture begins with at least three coins of ten million units or more. */
public abstract class WalletContract {
    private static final FeeRate RATE = FeeRate.fixed(2_000);
    private static final long MAX_FEE = 1_000_000;

    private Fixture fixture;

    protected WalletContract() {}

    /** A wallet and the chain behind it. */
    public interface Fixture extends AutoCloseable {
        /** The wallet; after {@link #restart} perhaps another object. */
        Wallet wallet();

        /** An output script of somebody else, which no other output has. */
        byte[] stranger() throws Exception;

        /** Blocks with everything that waits. */
        void mine(int blocks) throws Exception;

        /** Somebody with the same keys spends these coins; the transaction waits. Returns its id. */
        Hash256 spendElsewhere(List<TxOutPoint> inputs) throws Exception;

        /** What is behind the wallet goes and comes again. */
        void restart() throws Exception;

        /** Sum of what the outputs to a script get, waiting ones included. */
        long received(byte[] script) throws Exception;

        @Override
        void close();
    }

    protected abstract Fixture open() throws Exception;

    @BeforeEach
    void openFixture() throws Exception {
        fixture = open();
    }

    @AfterEach
    void closeFixture() {
        fixture.close();
    }

    private Wallet wallet() {
        return fixture.wallet();
    }

    private TransactionPlan plan(FeePayer payer, long... amounts) throws Exception {
        List<PaymentOutput> outputs = new ArrayList<>();
        for (long amount : amounts) {
            outputs.add(new PaymentOutput(fixture.stranger(), amount));
        }
        return new TransactionPlan(outputs, RATE, payer, MAX_FEE);
    }

    private PreparedTransaction prepare(long... amounts) throws Exception {
        return wallet().prepare(plan(FeePayer.WALLET, amounts));
    }

    private BroadcastResult send(PreparedTransaction transaction) {
        return wallet().broadcast(transaction.raw(), transaction.txid());
    }

    private TransactionState state(PreparedTransaction transaction) {
        return wallet().state(transaction.txid(), transaction.inputs());
    }

    private static void assertFails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        WalletException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void preparesWhatIsPlannedAndSendsNothing() throws Exception {
        long before = wallet().spendable();
        TransactionPlan plan = plan(FeePayer.WALLET, 1_000_000, 70_000, 1_000_000);
        PreparedTransaction prepared = wallet().prepare(plan);

        assertThat(prepared.outputs()).isEqualTo(plan.outputs());
        assertThat(prepared.fee()).isBetween(2L * prepared.weight() / 4, 3L * prepared.weight() / 4);
        assertThat(wallet().spendable()).isEqualTo(before - plan.total() - prepared.fee() - prepared.change());
        assertThat(state(prepared)).isEqualTo(TransactionState.UNKNOWN);
        assertThat(fixture.received(plan.outputs().get(0).script())).isZero();
    }

    @Test
    void outputsBearTheFeeInProportion() throws Exception {
        TransactionPlan plan = plan(FeePayer.OUTPUTS, 3_000_000, 10_000, 2_000_000);
        PreparedTransaction prepared = wallet().prepare(plan);

        long paid = prepared.outputs().stream().mapToLong(PaymentOutput::amount).sum();
        assertThat(prepared.outputs()).isEqualTo(plan.afterFee(plan.total() - paid));
        assertThat(paid).isEqualTo(plan.total() - prepared.fee());
        assertThat(send(prepared).isSuccess()).isTrue();
        for (PaymentOutput output : prepared.outputs()) {
            assertThat(fixture.received(output.script())).isEqualTo(output.amount());
        }
    }

    @Test
    void theSameScriptMayBePaidTwice() throws Exception {
        byte[] script = fixture.stranger();
        List<PaymentOutput> outputs = List.of(new PaymentOutput(script, 50_000), new PaymentOutput(script, 60_000));
        PreparedTransaction prepared = wallet().prepare(new TransactionPlan(outputs, RATE, FeePayer.WALLET, MAX_FEE));
        assertThat(send(prepared).isSuccess()).isTrue();
        assertThat(fixture.received(script)).isEqualTo(110_000);
    }

    @Test
    void broadcastMayBeRepeatedForEver() throws Exception {
        PreparedTransaction prepared = prepare(500_000);
        byte[] script = prepared.outputs().get(0).script();
        assertThat(send(prepared).isSuccess()).isTrue();
        assertThat(send(prepared).isSuccess()).isTrue();
        assertThat(state(prepared)).isEqualTo(TransactionState.IN_MEMPOOL);

        fixture.mine(1);
        TransactionState mined = state(prepared);
        assertThat(mined.status()).isEqualTo(Status.CONFIRMED);
        assertThat(mined.confirmations()).isEqualTo(1);
        assertThat(mined.block()).isNotNull();
        assertThat(mined.height()).isPositive();
        assertThat(send(prepared)).isEqualTo(BroadcastResult.KNOWN);

        fixture.mine(2);
        assertThat(state(prepared)).isEqualTo(TransactionState.confirmed(3, mined.block(), mined.height()));
        assertThat(send(prepared).isSuccess()).isTrue();
        assertThat(fixture.received(script)).isEqualTo(500_000);
    }

    @Test
    void preparedTransactionsShareNoCoin() throws Exception {
        PreparedTransaction first = prepare(100_000);
        PreparedTransaction second = prepare(100_000);
        assertThat(first.inputs()).doesNotContainAnyElementsOf(second.inputs());
        assertThat(send(second).isSuccess()).isTrue();
        assertThat(send(first).isSuccess()).isTrue();
    }

    @Test
    void aCoinSpentElsewhereIsAConflict() throws Exception {
        PreparedTransaction prepared = prepare(100_000);
        Hash256 rival = fixture.spendElsewhere(prepared.inputs());
        assertThat(send(prepared).outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(state(prepared)).isEqualTo(TransactionState.conflicted(rival));
        fixture.mine(1);
        assertThat(send(prepared).outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(state(prepared)).isEqualTo(TransactionState.conflicted(rival));
        assertThat(fixture.received(prepared.outputs().get(0).script())).isZero();
        wallet().lock(prepared.inputs()); // spent coins are passed over
        wallet().unlock(prepared.inputs());
    }

    @Test
    void unlockedCoinsAreFreeAgain() throws Exception {
        long before = wallet().spendable();
        PreparedTransaction prepared = prepare(100_000);
        wallet().unlock(prepared.inputs());
        wallet().unlock(prepared.inputs());
        assertThat(wallet().spendable()).isEqualTo(before);
    }

    @Test
    void afterARestartCoinsAreLockedAgain() throws Exception {
        PreparedTransaction first = prepare(100_000);
        fixture.restart();
        wallet().lock(first.inputs());
        wallet().lock(first.inputs());
        PreparedTransaction second = prepare(100_000);

        assertThat(first.inputs()).doesNotContainAnyElementsOf(second.inputs());
        assertThat(state(first)).isEqualTo(TransactionState.UNKNOWN);
        assertThat(send(first).isSuccess()).isTrue();
        fixture.restart();
        assertThat(send(first).isSuccess()).isTrue();
        fixture.mine(1);
        assertThat(state(first).status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void whatIsNotThereCannotBePaid() throws Exception {
        long all = wallet().spendable();
        assertFails(Reason.INSUFFICIENT_FUNDS, () -> prepare(all));
        assertFails(Reason.INSUFFICIENT_FUNDS, () -> wallet().prepare(plan(FeePayer.OUTPUTS, all + 1)));
        assertThat(wallet().spendable()).isEqualTo(all);

        PreparedTransaction everything = wallet().prepare(plan(FeePayer.OUTPUTS, all));
        assertThat(everything.change()).isZero();
        assertThat(wallet().spendable()).isZero();
        assertFails(Reason.INSUFFICIENT_FUNDS, () -> prepare(1_000));
        assertThat(send(everything).isSuccess()).isTrue();
    }

    @Test
    void aRefusedPlanLocksNothing() throws Exception {
        long before = wallet().spendable();
        List<PaymentOutput> outputs = List.of(new PaymentOutput(fixture.stranger(), 100_000));
        TransactionPlan dear = new TransactionPlan(outputs, FeeRate.fixed(50_000), FeePayer.WALLET, 1_000);
        assertThatThrownBy(() -> wallet().prepare(dear))
                .isInstanceOf(WalletException.class)
                .hasMessageContaining("more than the 1000 allowed");
        assertFails(Reason.REFUSED, () -> prepare(1)); // dust
        assertFails(Reason.REFUSED, () -> wallet().prepare(plan(FeePayer.OUTPUTS, 5, 100_000)));
        assertThat(wallet().spendable()).isEqualTo(before);
    }

    @Test
    void bytesAndIdBelongTogether() throws Exception {
        PreparedTransaction prepared = prepare(100_000);
        assertThatThrownBy(() -> wallet().broadcast(prepared.raw(), Hash256.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> wallet().broadcast(new byte[] {1, 2, 3}, prepared.txid()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePlansOrderIsKept() throws Exception {
        long[] amounts = new long[40];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = 10_000 + (i * 7_919L) % 40;
        }
        PreparedTransaction prepared = prepare(amounts);
        assertThat(prepared.outputs()).hasSize(40);
        assertThat(new HashSet<>(prepared.outputs())).hasSize(40);
        for (int i = 0; i < amounts.length; i++) {
            assertThat(prepared.outputs().get(i).amount()).isEqualTo(amounts[i]);
        }
    }
}
