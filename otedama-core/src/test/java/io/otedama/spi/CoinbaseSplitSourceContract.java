package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.spi.CoinbaseSplitSource.CoinbaseSplit;
import io.otedama.spi.CoinbaseSplitSource.Output;
import org.junit.jupiter.api.Test;

/** What the engine relies on in every {@link CoinbaseSplitSource}, for any value and any size class. */
public abstract class CoinbaseSplitSourceContract {
    private static final long[] VALUES = {1, 2, 99, 100, 546, 312_500_000, 5_000_000_000L, 10_000_00000000L};
    private static final int[] BUDGETS = {0, 30, 31, 43, 300, 2_000, 16_000};

    /** A source as it is in the middle of its work: one that has somebody to pay, if it ever has. */
    protected abstract CoinbaseSplitSource source();

    @Test
    void theOutputsPaySomethingAndNeverMoreThanThereIs() {
        for (long value : VALUES) {
            for (ClientClass clientClass : ClientClass.all()) {
                for (int budget : BUDGETS) {
                    long sum = 0;
                    for (Output output :
                            source().split(value, clientClass, budget).outputs()) {
                        assertThat(output.value()).isPositive();
                        assertThat(output.script()).isNotEmpty();
                        sum = Math.addExact(sum, output.value());
                    }
                    assertThat(sum).isLessThanOrEqualTo(value);
                }
            }
        }
    }

    @Test
    void whatIsAskedAgainIsAnsweredAgain() {
        CoinbaseSplitSource source = source();
        assertThat(source.perOwner()).isEqualTo(source.perOwner());
        for (ClientClass clientClass : ClientClass.all()) {
            CoinbaseSplit first = source.split(312_500_000, clientClass, 1_000);
            CoinbaseSplit again = source.split(312_500_000, clientClass, 1_000);
            assertThat(again).usingRecursiveComparison().isEqualTo(first);
        }
    }
}
