package io.otedama.examples.soak;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class LeakWatchTest {
    @Test
    void aBufferThatNobodyReleasesIsFound() {
        try (LeakWatch watch = new LeakWatch()) {
            leak();
            assertThatThrownBy(watch::check).isInstanceOf(AssertionError.class).hasMessageContaining("LEAK");
        }
    }

    private static void leak() {
        PooledByteBufAllocator.DEFAULT.directBuffer().writeByte(1);
    }

    @Test
    void withoutALeakNothingIsFound() {
        try (LeakWatch watch = new LeakWatch()) {
            PooledByteBufAllocator.DEFAULT.directBuffer().writeByte(1).release();
            watch.check();
        }
    }
}
