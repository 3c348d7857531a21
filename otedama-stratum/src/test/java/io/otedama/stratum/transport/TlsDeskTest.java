package io.otedama.stratum.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.security.TlsKeeper;
import io.otedama.spi.PoolClock;
import io.otedama.testkit.TestCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsDeskTest {
    @Test
    void onlySoManyHandshakesAreUnderWay(@TempDir Path directory) throws IOException {
        InMemoryMetrics metrics = new InMemoryMetrics();
        TlsKeeper keeper = TlsKeeper.open(
                TestCertificate.of("EC", "a", Duration.ofDays(1)).write(directory), PoolClock.system(), "tls");
        try (TlsDesk desk = new TlsDesk("desk", keeper.keyManager(), 2, 1_000, metrics)) {
            UnpooledByteBufAllocator heap = UnpooledByteBufAllocator.DEFAULT;
            SslHandler first = Objects.requireNonNull(desk.handler(heap));
            SslHandler second = Objects.requireNonNull(desk.handler(heap));
            assertThat(desk.handler(heap)).as("one more than may be").isNull();
            assertThat(desk.underWay()).isEqualTo(2);
            new EmbeddedChannel(first).finishAndReleaseAll();
            assertThat(desk.underWay()).as("ended without success").isEqualTo(1);
            assertThat(metrics.snapshot().counters()).containsEntry("stratum.tls.failed", 2L);
            SslHandler third = Objects.requireNonNull(desk.handler(heap));
            new EmbeddedChannel(second, third).finishAndReleaseAll();
            assertThat(desk.underWay()).isZero();
        }
    }
}
