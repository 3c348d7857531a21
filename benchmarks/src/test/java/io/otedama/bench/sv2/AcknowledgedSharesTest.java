package io.otedama.bench.sv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AcknowledgedSharesTest {
    private final AcknowledgedShares shares = new AcknowledgedShares(8);
    private final List<Long> told = new ArrayList<>();

    private void submit(int count) {
        for (int i = 0; i < count; i++) {
            shares.submit();
        }
    }

    @Test
    void numbersBeginAtOneAndRiseByOne() {
        assertThat(shares.next()).isEqualTo(1);
        assertThat(shares.submit()).isEqualTo(1);
        assertThat(shares.next()).isEqualTo(2);
    }

    @Test
    void anAcknowledgementSpeaksForAllBeforeIt() {
        submit(5);
        shares.accept(3, told::add);
        assertThat(told).containsExactly(1L, 2L, 3L);
        shares.accept(5, told::add);
        assertThat(told).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void whatWasRefusedIsNotAcknowledged() {
        submit(5);
        assertThat(shares.refuse(2)).isTrue();
        assertThat(shares.refuse(5)).isTrue();
        shares.accept(4, told::add);
        assertThat(told).containsExactly(1L, 3L, 4L);
    }

    @Test
    void anAnswerIsToldOnce() {
        submit(3);
        assertThat(shares.refuse(2)).isTrue();
        assertThat(shares.refuse(2)).isFalse();
        shares.accept(3, told::add);
        shares.accept(3, told::add);
        assertThat(shares.refuse(1)).isFalse();
        assertThat(told).containsExactly(1L, 3L);
    }

    @Test
    void numbersThatWereNeverSentAreIgnored() {
        submit(2);
        assertThat(shares.refuse(0)).isFalse();
        assertThat(shares.refuse(3)).isFalse();
        shares.accept(0xffffffffL, told::add);
        assertThat(told).containsExactly(1L, 2L);
        assertThat(shares.submit()).isEqualTo(3);
        shares.accept(3, told::add);
        assertThat(told).containsExactly(1L, 2L, 3L);
    }

    @Test
    void refusalsAloneMakeRoom() {
        for (int i = 0; i < 100; i++) {
            assertThat(shares.refuse(shares.submit())).isTrue();
        }
        submit(8);
        assertThatThrownBy(shares::submit).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everySubmitIsAnsweredOnceInAnyOrderOfRefusals() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        TreeSet<Long> open = new TreeSet<>();
        for (int round = 0; round < 10_000; round++) {
            if (random.nextBoolean() && (open.isEmpty() || shares.next() - open.first() < 8)) {
                open.add(shares.submit());
            } else if (random.nextInt(3) == 0 && !open.isEmpty()) {
                long last = open.first() + random.nextInt((int) (open.last() - open.first() + 1));
                told.clear();
                shares.accept(last, told::add);
                assertThat(told).as("seed %d", seed).containsExactlyElementsOf(open.headSet(last, true));
                open.headSet(last, true).clear();
            } else if (!open.isEmpty()) {
                long one = random.nextBoolean() ? open.first() : open.last();
                assertThat(shares.refuse(one)).as("seed %d", seed).isTrue();
                open.remove(one);
            }
        }
    }
}
