package io.otedama.payout;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Work;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Every share has a work of one: sequence and work are the same but for one. */
class WindowHistoryTest {
    private final WindowHistory history = new WindowHistory();
    private long shares;

    private static Work work(long units) {
        return Work.of(BigInteger.valueOf(units));
    }

    private void add(long count) {
        for (long i = 0; i < count; i++) {
            history.onShare(++shares, 0, 1);
        }
    }

    @Test
    void marksReachBackFourTimesTheLimitAndOneStepMore() {
        history.onLimit(work(50_000));
        add(1_000_000);
        long bound = WindowHistory.GROWTH * 50_000L;
        assertThat(shares - history.firstSequence()).isBetween(bound, bound + 2L * WindowHistory.STEP);
    }

    @Test
    void theGreatestOfTheLastLimitsCounts() {
        history.onLimit(work(50_000));
        for (int i = 1; i < WindowHistory.LIMITS; i++) {
            history.onLimit(work(10));
        }
        add(1_000_000);
        assertThat(shares - history.firstSequence()).isGreaterThanOrEqualTo(WindowHistory.GROWTH * 50_000L);
        history.onLimit(work(10));
        add(WindowHistory.STEP);
        assertThat(shares - history.firstSequence()).isLessThanOrEqualTo(2L * WindowHistory.STEP);
    }

    @Test
    void nothingIsForgottenBeforeTheFirstLimit() {
        add(100_000);
        assertThat(history.firstSequence()).isEqualTo(1);
    }

    @Test
    void marksAreThinnedAndStillLeadRightBeforeTheWindow() {
        long limit = 3_000_000;
        history.onLimit(work(limit));
        long step = WindowHistory.STEP;
        long marks = 0;
        for (int i = 0; i < 12_000; i++) {
            add(WindowHistory.STEP);
            marks = Math.max(marks, history.marks());
        }
        assertThat(marks).isEqualTo(WindowHistory.MAX_MARKS);
        assertThat(shares - history.firstSequence()).isGreaterThan(WindowHistory.GROWTH * limit);
        for (long window = 1; window <= WindowHistory.GROWTH * limit; window += 777_777) {
            long from = history.positionFor(work(window));
            assertThat(from).isBetween(shares - window - 4 * step, shares - window + 1);
            long first = from;
            while (!history.isInside(work(window), 0, 1)) {
                first++;
            }
            assertThat(first).isEqualTo(shares - window + 1);
        }
    }

    @Test
    void oneThatWasWrittenAndReadGoesOnTheSame() {
        history.onLimit(work(70_000));
        history.onLimit(work(20_000));
        add(123_456);
        WindowHistory other = new WindowHistory();
        StateReader in = new StateReader(state(history));
        other.read(in);
        in.end();
        for (int i = 0; i < 300_000; i++) {
            shares++;
            history.onShare(shares, 0, 1);
            other.onShare(shares, 0, 1);
        }
        assertThat(state(other)).isEqualTo(state(history));
        assertThat(other.firstSequence()).isEqualTo(history.firstSequence());
    }

    private static byte[] state(WindowHistory history) {
        StateWriter out = new StateWriter();
        history.write(out);
        return out.toBytes();
    }
}
