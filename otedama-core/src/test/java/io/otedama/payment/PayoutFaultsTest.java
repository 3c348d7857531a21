package io.otedama.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.ledger.Bucket;
import io.otedama.payment.PayoutStatus.State;
import io.otedama.spi.FeeRate;
import io.otedama.spi.TransactionPlan.FeePayer;
import io.otedama.testkit.FakeWallet;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The n-th call fails, or the process dies there, for n = 1, 2, 3 … until no call is left that could: every miner is paid
 * what he is owed, once.
 */
@Timeout(120)
class PayoutFaultsTest {
    private static final int MINERS = 5;
    private static final int ROUNDS = 14;

    /** Two payees to a transaction: a run makes several. */
    private static final PaymentPolicy POLICY = PayoutRig.POLICY.withMaxOutputs(2);

    /** What happens at the n-th step. */
    private enum Fault {
        TIMEOUT_BEFORE(false, false, false),
        TIMEOUT_AFTER(true, false, false),
        CRASH_BEFORE(false, true, false),
        CRASH_AFTER(true, true, false),
        CRASH_BEFORE_AND_NODE_RESTART(false, true, true),
        CRASH_AFTER_AND_NODE_RESTART(true, true, true),
        TIMEOUT_AFTER_AND_NODE_RESTART(true, false, true);

        private final boolean after;
        private final boolean crash;
        private final boolean restart;

        Fault(boolean after, boolean crash, boolean restart) {
            this.after = after;
            this.crash = crash;
            this.restart = restart;
        }
    }

    /** The process ends here. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void nobodyIsPaidTwiceWhicheverWalletCallFails(Fault fault) throws Exception {
        long steps = 0;
        boolean hit = true;
        for (int n = 1; hit; n++, steps++) {
            PaymentPolicy policy =
                    n % 2 == 0 ? POLICY : POLICY.withFee(FeeRate.fixed(1_000), FeePayer.OUTPUTS, 1_000_000);
            try (PayoutRig rig = new PayoutRig(policy)) {
                hit = play(rig, fault, n);
                rig.assertSettled(MINERS);
            } catch (AssertionError e) {
                throw new AssertionError(fault + " at call " + n, e);
            }
        }
        assertThat(steps).isGreaterThan(20);
    }

    private static boolean play(PayoutRig rig, Fault fault, int n) throws Exception {
        boolean[] hit = {false};
        LongConsumer hook = call -> {
            if (call == n) {
                hit[0] = true;
                if (fault.restart) {
                    rig.wallet.restart();
                }
                if (fault.crash) {
                    throw new Crash();
                }
                throw FakeWallet.unreachable(call);
            }
        };
        if (fault.after) {
            rig.wallet.after = hook;
        } else {
            rig.wallet.before = hook;
        }
        oweEverybody(rig);
        playRounds(rig);
        return hit[0];
    }

    private static void oweEverybody(PayoutRig rig) throws Exception {
        for (int miner = 1; miner <= MINERS; miner++) {
            rig.owe(miner, 10_000L * miner);
        }
    }

    private static void playRounds(PayoutRig rig) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try {
                rig.dueRound();
            } catch (Crash e) {
                rig.reboot();
            }
            for (int miner = 1; miner <= MINERS; miner++) {
                assertThat(rig.received(miner)).isLessThanOrEqualTo(20_000L * miner);
            }
            rig.wallet.mine(1);
            if (round == 3) {
                oweEverybody(rig); // some of it while payments are under way
            }
        }
    }

    /** How the journal refuses. */
    private enum Refusal {
        APPEND,
        FLUSH
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void aJournalThatRefusesLeavesNothingSentOrLocked(Refusal refusal) throws Exception {
        int tried = 0;
        boolean hit = true;
        for (int n = 1; hit; n++, tried++) {
            try (PayoutRig rig = new PayoutRig(POLICY)) {
                oweEverybody(rig);
                long begin = refusal == Refusal.APPEND ? rig.journal.appends() : rig.journal.flushes();
                long at = begin + n;
                boolean[] failed = {false};
                LongPredicate fails = count -> {
                    failed[0] |= count == at;
                    return count == at;
                };
                if (refusal == Refusal.APPEND) {
                    rig.journal.failAppend = fails;
                } else {
                    rig.journal.failFlush = fails;
                }
                for (int round = 0; round < ROUNDS; round++) {
                    rig.dueRound();
                    rig.wallet.mine(1);
                }
                hit = failed[0];
                rig.assertSettled(MINERS);
                long fees = 10_000_000 - rig.wallet.spendable() - 150_000;
                assertThat(fees).as("coins that stay locked").isBetween(1L, 50_000L);
            } catch (AssertionError e) {
                throw new AssertionError(refusal + " number " + n, e);
            }
        }
        assertThat(tried).isGreaterThan(8);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void whileTheJournalRefusesNothingIsSent(Refusal refusal) throws Exception {
        try (PayoutRig rig = new PayoutRig(POLICY)) {
            oweEverybody(rig);
            rig.journal.failAppend = n -> refusal == Refusal.APPEND;
            rig.journal.failFlush = n -> refusal == Refusal.FLUSH;
            for (int i = 0; i < 3; i++) {
                assertThat(rig.dueRound().state()).isEqualTo(State.RETRYING);
                assertThat(rig.wallet.transactions()).isEmpty();
                assertThat(rig.wallet.spendable()).isEqualTo(10_000_000);
            }
            assertThat(rig.balance(1, Bucket.PAYABLE)).isEqualTo(10_000);
            rig.journal.failAppend = n -> false;
            rig.journal.failFlush = n -> false;
            assertThat(rig.round().state()).isEqualTo(State.IDLE);
            assertThat(rig.wallet.transactions()).hasSize(3);
        }
    }
}
