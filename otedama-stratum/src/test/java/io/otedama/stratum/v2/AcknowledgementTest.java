package io.otedama.stratum.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.stratum.v2.frame.FrameWriter;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {
    private final Acknowledgement shares = new Acknowledgement();
    private final FrameWriter out = new FrameWriter();

    @Test
    void theFirstTenAreAcknowledgedOneByOneAndThenInBatches() {
        for (int share = 1; share <= Acknowledgement.AT_ONCE; share++) {
            shares.add(share, null, 0);
            assertThat(shares.isFull(10)).as("share %d", share).isTrue();
            shares.write(out, 2);
        }
        for (int share = 1; share <= 9; share++) {
            shares.add(share, null, 0);
            assertThat(shares.isFull(10)).as("share %d of a batch", share).isFalse();
        }
        shares.add(10, null, 0);
        assertThat(shares.isFull(10)).isTrue();
    }

    @Test
    void whatWaitedLongEnoughIsOverdue() {
        assertThat(shares.isOverdue(5, 100)).isFalse();
        shares.add(1, null, 10);
        shares.add(2, null, 14);
        assertThat(shares.isOverdue(5, 14)).isFalse();
        assertThat(shares.isOverdue(5, 15)).isTrue();
        shares.write(out, 2);
        assertThat(shares.isOverdue(5, 100)).isFalse();
        assertThat(shares.isEmpty()).isTrue();
    }
}
