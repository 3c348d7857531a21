package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.spi.TransactionPlan.FeePayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TransactionPlanTest {
    private static TransactionPlan plan(long... amounts) {
        List<PaymentOutput> outputs = new ArrayList<>();
        for (long amount : amounts) {
            outputs.add(new PaymentOutput(new byte[] {0x51}, amount));
        }
        return new TransactionPlan(outputs, FeeRate.fixed(1_000), FeePayer.OUTPUTS, 1_000_000);
    }

    private static List<Long> afterFee(TransactionPlan plan, long fee) {
        return plan.afterFee(fee).stream().map(PaymentOutput::amount).toList();
    }

    @Test
    void theFeeIsBorneInProportionByLargestRemainder() {
        assertThat(afterFee(plan(500, 300, 100), 100)).containsExactly(444L, 267L, 89L);
        assertThat(afterFee(plan(1_000, 1_000, 1_000), 100)).containsExactly(966L, 967L, 967L);
        assertThat(afterFee(plan(7), 0)).containsExactly(7L);
    }

    @Test
    void everyUnitOfTheFeeIsBorneOnce() {
        Random random = new Random(3);
        for (int round = 0; round < 1_000; round++) {
            long[] amounts = random.longs(1 + random.nextInt(50), 1_000, 5_000_000_000_000L)
                    .toArray();
            TransactionPlan plan = plan(amounts);
            long fee = random.nextLong(plan.total() / 2);
            long paid =
                    plan.afterFee(fee).stream().mapToLong(PaymentOutput::amount).sum();
            assertThat(paid).as("round %d", round).isEqualTo(plan.total() - fee);
        }
    }

    @Test
    void anOutputThatTheFeeEatsUpIsRefused() {
        TransactionPlan plan = plan(1, 1);
        assertThatThrownBy(() -> plan.afterFee(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limitsHold() {
        long[] most = new long[TransactionPlan.MAX_OUTPUTS];
        Arrays.fill(most, 1_000);
        assertThat(plan(most).outputs()).hasSize(most.length);
        assertThatThrownBy(() -> plan(new long[0])).isInstanceOf(IllegalArgumentException.class);
        long[] tooMany = Arrays.copyOf(most, most.length + 1);
        tooMany[most.length] = 1_000;
        assertThatThrownBy(() -> plan(tooMany)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FeeRate.fixed(999)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FeeRate.estimated(0, 1_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FeeRate.estimated(1_009, 1_000)).isInstanceOf(IllegalArgumentException.class);
        assertThat(FeeRate.estimated(1_008, 1_000).isEstimated()).isTrue();
    }
}
