package io.otedama.stratum.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingSubmitsTest {
    private final List<String> heard = new ArrayList<>();
    private final SubmitListener listener =
            (token, outcome, code, message) -> heard.add(token + " " + outcome + " " + code);
    private final PendingSubmits pending = new PendingSubmits(4, 16);

    @Test
    void answersComeInAnyOrderAndOnlyOnce() {
        long first = pending.add(1, listener, 0);
        long second = pending.add(2, listener, 0);
        pending.complete(second, SubmitOutcome.REJECTED, 23, "low");
        pending.complete(second, SubmitOutcome.ACCEPTED, 0, "");
        pending.complete(first, SubmitOutcome.ACCEPTED, 0, "");
        pending.complete(0, SubmitOutcome.ACCEPTED, 0, "");
        pending.complete(first + 4, SubmitOutcome.ACCEPTED, 0, "");

        assertThat(heard).containsExactly("2 REJECTED 23", "1 ACCEPTED 0");
        assertThat(pending.size()).isZero();
    }

    @Test
    void takesExactlyItsCapacityAndReusesSlotsAroundASlowOne() {
        long slow = pending.add(0, listener, 0);
        for (int round = 1; round <= 20; round++) {
            long id = pending.add(round, listener, 0);
            assertThat(id).isGreaterThan(slow);
            pending.complete(id, SubmitOutcome.ACCEPTED, 0, "");
        }
        assertThat(pending.add(21, listener, 0)).isPositive();
        assertThat(pending.add(22, listener, 0)).isPositive();
        assertThat(pending.add(23, listener, 0)).isPositive();
        assertThat(pending.size()).isEqualTo(4);
        assertThat(pending.add(24, listener, 0)).isEqualTo(-1);
    }

    @Test
    void deadlinesAndTheEndAnswerWhatIsLeft() {
        pending.add(1, listener, 100);
        pending.add(2, listener, 200);
        pending.expire(99);
        assertThat(heard).isEmpty();
        pending.expire(100);
        assertThat(heard).containsExactly("1 TIMED_OUT 0");
        pending.close("gone");
        assertThat(heard).containsExactly("1 TIMED_OUT 0", "2 CONNECTION_LOST 0");
        assertThat(pending.add(3, listener, 300)).isEqualTo(-1);
        assertThat(pending.size()).isZero();
    }

    @Test
    void oneAnswerCanSpeakForAllUpToAnId() {
        long first = pending.add(1, listener, 0);
        pending.add(2, listener, 0);
        long third = pending.add(3, listener, 0);
        pending.complete(first + 1, SubmitOutcome.REJECTED, 22, "dup");
        assertThat(pending.newestId()).isEqualTo(third);
        pending.acceptThrough(first);
        pending.acceptThrough(third);
        pending.acceptThrough(first);
        assertThat(heard).containsExactly("2 REJECTED 22", "1 ACCEPTED 0", "3 ACCEPTED 0");
        long later = pending.add(4, listener, 0);
        pending.acceptThrough(third);
        assertThat(pending.size()).isEqualTo(1);
        pending.acceptThrough(later);
        assertThat(pending.size()).isZero();
    }

    @Test
    void aFailingListenerIsContained() {
        long id = pending.add(
                1,
                (token, outcome, code, message) -> {
                    throw new IllegalStateException("on purpose");
                },
                0);
        pending.complete(id, SubmitOutcome.ACCEPTED, 0, "");
        assertThat(pending.size()).isZero();
    }
}
