package io.otedama.node.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceCheckTest {
    private final SequenceCheck check = new SequenceCheck();

    @Test
    void theFirstMessageIsNoGapWhateverItsNumber() {
        assertThat(check.isGap(41)).isFalse();
        assertThat(check.isGap(42)).isFalse();
    }

    @Test
    void aMissingNumberIsAGapOnce() {
        check.isGap(1);
        assertThat(check.isGap(3)).isTrue();
        assertThat(check.isGap(4)).isFalse();
    }

    @Test
    void aPublisherThatStartsAnewIsAGap() {
        check.isGap(100);
        assertThat(check.isGap(0)).isTrue();
    }

    @Test
    void theCounterWraps() {
        check.isGap(-1);
        assertThat(check.isGap(0)).isFalse();
    }
}
