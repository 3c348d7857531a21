package io.otedama.stratum.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightTest {
    @Test
    void submitsInFlightAreFirstInFirstOut() {
        InFlight inFlight = new InFlight(20);
        for (int round = 0; round < 7; round++) {
            for (int i = 0; i < 20; i++) {
                assertThat(inFlight.isFull()).isFalse();
                inFlight.add(i);
                if (i % 3 == 0) {
                    inFlight.add(inFlight.remove());
                    for (int turn = inFlight.count() - 1; turn > 0; turn--) {
                        inFlight.add(inFlight.remove());
                    }
                }
            }
            assertThat(inFlight.isFull()).isTrue();
            for (int i = 0; i < 20; i++) {
                assertThat(inFlight.remove()).isEqualTo(i);
            }
            assertThat(inFlight.count()).isZero();
        }
    }
}
