package io.otedama.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * Watches every Netty buffer while it is open, and what is logged as an error. Set here and not for the whole test JVM: other
 * tests measure allocation.
 */
final class LeakWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final int ROUNDS = 5;
    private static final int BUFFERS = 1_000;
    private static final int MAX_KEPT = 20;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    LeakWatch() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        start();
        root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        boolean leak = event.getFormattedMessage().contains("LEAK");
        if ((leak || event.getLevel().isGreaterOrEqual(Level.ERROR)) && errors.size() < MAX_KEPT) {
            errors.add(event.getLoggerName() + ": " + event.getFormattedMessage());
        }
    }

    /** Fails when a buffer was collected that nobody had released, or an error was logged. */
    void check() {
        for (int i = 0; i < ROUNDS; i++) {
            System.gc();
            for (int j = 0; j < BUFFERS; j++) {
                PooledByteBufAllocator.DEFAULT.directBuffer().release(); // makes the leak detector look
            }
        }
        assertThat(errors).as("leaks and errors in the log").isEmpty();
    }

    @Override
    public void close() {
        root.detachAppender(this);
        ResourceLeakDetector.setLevel(before);
        stop();
    }
}
