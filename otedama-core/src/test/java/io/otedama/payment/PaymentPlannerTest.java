package io.otedama.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.error.ConfigProblem;
import io.otedama.payment.PaymentPlanner.Owed;
import io.otedama.payment.PayoutPlan.Batch;
import io.otedama.payment.PayoutPlan.Payee;
import io.otedama.payment.PayoutPlan.Skipped;
import io.otedama.payment.PayoutPlan.Skipped.Reason;
import io.otedama.spi.FeeRate;
import io.otedama.spi.TransactionPlan.FeePayer;
import io.otedama.testkit.FakeAddresses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaymentPlannerTest {
    private static final PaymentPolicy POLICY =
            PaymentPolicy.defaults().withThreshold(10_000).withDust(1_000);
    private static final String ALICE = FakeAddresses.of(1);
    private static final String BOB = FakeAddresses.of(2);

    private static PayoutPlan plan(PaymentPolicy policy, Owed... owed) {
        return new PaymentPlanner(policy, Network.BITCOIN_REGTEST).plan(List.of(owed));
    }

    private static Owed owed(int number, long amount) {
        return new Owed(3 + number, FakeAddresses.of(number), amount);
    }

    @Test
    void whoIsOwedTheThresholdIsPaidAllOfIt() {
        PayoutPlan plan = plan(POLICY, owed(1, 10_000), owed(2, 9_999), owed(3, 0), owed(4, 70_001));

        assertThat(plan.batches()).hasSize(1);
        Payee first = plan.batches().get(0).payees().get(0);
        assertThat(first.account()).isEqualTo(4);
        assertThat(first.output().script())
                .isEqualTo(Address.parse(ALICE, Network.BITCOIN_REGTEST).script());
        assertThat(plan.total()).isEqualTo(80_001);
        assertThat(plan.payees()).isEqualTo(2);
        assertThat(plan.skipped()).containsExactly(new Skipped(BOB, 9_999, Reason.BELOW_THRESHOLD));
    }

    @Test
    void anAccountMayHaveItsOwnThreshold() {
        PaymentPolicy policy = POLICY.withThresholds(Map.of(ALICE, 1_500L, BOB, 50_000L));
        PayoutPlan plan = plan(policy, owed(1, 1_500), owed(2, 49_999));

        assertThat(plan.total()).isEqualTo(1_500);
        assertThat(plan.skipped()).containsExactly(new Skipped(BOB, 49_999, Reason.BELOW_THRESHOLD));
    }

    @Test
    void dustIsNeverPaidWhateverTheThreshold() {
        PaymentPolicy policy = POLICY.withThresholds(Map.of(ALICE, 1L, BOB, 1L));
        assertThat(plan(policy, owed(1, 999), owed(2, 1_000)).skipped())
                .containsExactly(new Skipped(ALICE, 999, Reason.DUST));

        PaymentPolicy payeesBear = policy.withFee(FeeRate.fixed(1_000), FeePayer.OUTPUTS, 5_000);
        assertThat(plan(payeesBear, owed(1, 1_999), owed(2, 2_000)).skipped())
                .containsExactly(new Skipped(ALICE, 1_999, Reason.DUST));
    }

    @Test
    void whatIsNoAddressOfTheNetworkIsLeftOut() {
        String foreign = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
        PayoutPlan plan = plan(POLICY, new Owed(4, "rig.7", 50_000), new Owed(5, foreign, 60_000));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.skipped())
                .containsExactly(
                        new Skipped("rig.7", 50_000, Reason.NOT_AN_ADDRESS),
                        new Skipped(foreign, 60_000, Reason.NOT_AN_ADDRESS));
    }

    private static List<Integer> sizes(PaymentPolicy policy, int accounts) {
        Owed[] owed = IntStream.rangeClosed(1, accounts)
                .mapToObj(i -> owed(i, 10_000L + i))
                .toArray(Owed[]::new);
        PayoutPlan plan = plan(policy, owed);
        assertThat(plan.payees()).isEqualTo(accounts);
        return plan.batches().stream().map(Batch::payees).map(List::size).toList();
    }

    @Test
    void aBatchHasNoMorePayeesThanAllowed() {
        PaymentPolicy policy = POLICY.withMaxOutputs(3);
        assertThat(sizes(policy, 3)).containsExactly(3);
        assertThat(sizes(policy, 4)).containsExactly(3, 1);
        assertThat(sizes(policy, 7)).containsExactly(3, 3, 1);
        assertThat(sizes(POLICY, 2_001)).containsExactly(2_000, 1);
    }

    @Test
    void aBatchIsNoHeavierThanNodesRelay() {
        String taproot = "bcrt1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqc8gma6";
        Owed[] owed = IntStream.range(0, 2_000)
                .mapToObj(i -> new Owed(4 + i, taproot, 10_000))
                .toArray(Owed[]::new);
        PayoutPlan plan = plan(POLICY, owed);

        int most = (PaymentPlanner.MAX_WEIGHT - PaymentPlanner.RESERVED_WEIGHT) / (4 * 43);
        assertThat(plan.batches().stream().map(b -> b.payees().size())).containsExactly(most, 2_000 - most);
    }

    @Test
    void everyMistakeOfAPolicyIsNamed() {
        assertThat(PaymentPolicy.defaults().problems()).isEmpty();
        PaymentPolicy wrong = PaymentPolicy.defaults()
                .withThreshold(0)
                .withThresholds(Map.of(ALICE, -1L))
                .withSchedule(Duration.ofNanos(5), Duration.ZERO)
                .withFee(FeeRate.fixed(1_000), FeePayer.WALLET, 0)
                .withConfirmations(0)
                .withDust(-1)
                .withMaxOutputs(2_001);
        assertThat(wrong.problems())
                .extracting(ConfigProblem::key)
                .containsExactly(
                        "payments.threshold",
                        "payments.threshold of " + ALICE,
                        "payments.interval",
                        "payments.checkInterval",
                        "payments.maxFee",
                        "payments.confirmations",
                        "payments.dust",
                        "payments.maxOutputs");
    }
}
