package io.otedama.storage.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.spi.WorkerState;
import org.junit.jupiter.api.Test;

class TwoCopiesTest {
    private static WorkerState state(long count) {
        return new WorkerState(Difficulty.of(count), 1_000 + count, count, 2 * count);
    }

    @Test
    void aNewWorkerHasNoState() {
        assertThat(new TwoCopies().newest()).isNull();
    }

    @Test
    void theNewestStateCounts() {
        byte[] value = new TwoCopies().with(state(1));
        for (int i = 2; i < 10; i++) {
            value = new TwoCopies(value).with(state(i));
            assertThat(new TwoCopies(value).newest()).isEqualTo(state(i));
        }
    }

    @Test
    void aSaveThatIsTornAtAnyByteLeavesTheOldStateOrTheNew() {
        byte[] old = new TwoCopies(new TwoCopies().with(state(1))).with(state(2));
        byte[] fresh = new TwoCopies(old.clone()).with(state(3));
        for (int cut = 0; cut <= TwoCopies.BYTES; cut++) {
            byte[] torn = old.clone();
            System.arraycopy(fresh, 0, torn, 0, cut);
            assertThat(new TwoCopies(torn.clone()).newest()).isIn(state(2), state(3));
            assertThat(new TwoCopies(new TwoCopies(torn).with(state(4))).newest())
                    .isEqualTo(state(4));
        }
    }
}
