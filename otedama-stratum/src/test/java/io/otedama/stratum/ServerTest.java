package io.otedama.stratum;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.PooledByteBufAllocator;
import io.otedama.stratum.transport.StratumLimits;
import io.otedama.stratum.transport.StratumLimitsBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

/** Base of tests with a real server on loopback and a {@link FakeEngine}; fails when a buffer leaked. */
public abstract class ServerTest {
    protected final FakeEngine engine = new FakeEngine();
    protected final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    protected @Nullable StratumServer server;

    @BeforeEach
    void captureLog() {
        logged.start();
        ((Logger) LoggerFactory.getLogger("io.otedama.stratum.v1")).setLevel(Level.INFO);
        ((Logger) LoggerFactory.getLogger("ROOT")).addAppender(logged);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : open) {
            resource.close();
        }
        if (server != null) {
            server.close();
        }
        System.gc();
        PooledByteBufAllocator.DEFAULT.directBuffer().release(); // makes the leak detector look
        ((Logger) LoggerFactory.getLogger("ROOT")).detachAppender(logged);
        ((Logger) LoggerFactory.getLogger("io.otedama.stratum.v1")).setLevel(null);
        Assertions.assertThat(logged.list)
                .noneMatch(event -> event.getLoggerName().contains("ResourceLeakDetector")
                        && event.getFormattedMessage().contains("LEAK"));
    }

    protected StratumServer start() {
        return start(limits -> limits, config -> config);
    }

    protected StratumServer start(UnaryOperator<StratumLimitsBuilder> limits) {
        return start(limits, config -> config);
    }

    protected StratumServer start(
            UnaryOperator<StratumLimitsBuilder> limits, UnaryOperator<StratumConfig.Builder> config) {
        StratumConfig.Builder builder = StratumConfig.builder()
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .eventLoops(2)
                .exemptNetworks(List.of())
                .limits(limits.apply(StratumLimits.builder()).build());
        StratumServer started = new StratumServer(config.apply(builder).build());
        started.attach(engine);
        started.start();
        server = started;
        return started;
    }

    /** Closed after the test. */
    protected <T extends AutoCloseable> T closing(T resource) {
        open.add(resource);
        return resource;
    }

    protected MinerSocket connect() throws IOException {
        return connect(0);
    }

    protected MinerSocket connect(int receiveBufferBytes) throws IOException {
        MinerSocket socket =
                new MinerSocket(java.util.Objects.requireNonNull(server).localAddress(), receiveBufferBytes);
        open.add(socket);
        return socket;
    }
}
