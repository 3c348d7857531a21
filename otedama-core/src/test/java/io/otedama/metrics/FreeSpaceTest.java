package io.otedama.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.spi.ComponentHealth;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.testkit.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreeSpaceTest {
    private final VirtualClock clock = new VirtualClock(1_700_000_000);
    private final AtomicLong disk = new AtomicLong(FreeSpace.LOW_BYTES);
    private final AtomicInteger asked = new AtomicInteger();
    private final FreeSpace space = new FreeSpace(
            () -> {
                asked.incrementAndGet();
                if (disk.get() < 0) {
                    throw new IOException("no such disk");
                }
                return disk.get();
            },
            clock);

    private ComponentHealth later() {
        clock.advance(Duration.ofMillis(FreeSpace.FRESH_MS + 1));
        return space.health("disk");
    }

    @Test
    void littleRoomIsDegradedFromTheLimitOn() {
        assertThat(space.health("disk").status()).isEqualTo(Status.UP);
        assertThat(space.health("disk").facts()).containsEntry("freeBytes", "" + FreeSpace.LOW_BYTES);
        disk.set(FreeSpace.LOW_BYTES - 1);
        assertThat(later().status()).isEqualTo(Status.DEGRADED);
        assertThat(space.isLow()).isTrue();
    }

    @Test
    void anAnswerIsGoodForAWhile() {
        space.bytes();
        disk.set(7);
        assertThat(space.bytes()).isEqualTo(FreeSpace.LOW_BYTES);
        assertThat(asked).hasValue(1);
        assertThat(later().facts()).containsEntry("freeBytes", "7");
    }

    @Test
    void aDiskThatDoesNotSayIsDegradedAndNotLow() {
        disk.set(-1);
        assertThat(space.health("disk").status()).isEqualTo(Status.DEGRADED);
        assertThat(space.bytes()).isEqualTo(FreeSpace.UNKNOWN);
        assertThat(space.isLow()).isFalse();
    }

    @Test
    void onADiskThatHangsTheSecondCallerDoesNotWait() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        FreeSpace hanging = new FreeSpace(
                () -> {
                    inside.countDown();
                    try {
                        hangs.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return 42;
                },
                clock);
        Thread first = new Thread(hanging::bytes);
        first.start();
        inside.await();
        assertThat(hanging.bytes()).isEqualTo(FreeSpace.UNKNOWN);
        hangs.countDown();
        first.join();
        assertThat(hanging.bytes()).isEqualTo(42);
    }
}
