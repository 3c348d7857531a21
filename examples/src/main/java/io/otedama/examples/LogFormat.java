package io.otedama.examples;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How log lines look. In both, one event is one line (and a stack trace, in text), and nothing a miner sends can forge another. */
enum LogFormat {
    /** For people; as {@code logback.xml} says. */
    TEXT,

    /** For collectors: one object a line, key-values as fields of their own. */
    JSON;

    /** Name of what {@code logback.xml} writes to. */
    static final String APPENDER = "STDERR";

    /** From now on. Harmless when there is another logging back end. */
    void apply() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            apply(context);
        }
    }

    /** Harmless when there is no appender of that name: the host has its own. */
    void apply(LoggerContext context) {
        Appender<ILoggingEvent> known =
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER);
        if (this == JSON && known instanceof OutputStreamAppender<ILoggingEvent> appender) {
            LogstashEncoder encoder = new LogstashEncoder();
            encoder.setContext(context);
            encoder.start();
            appender.stop();
            appender.setEncoder(encoder);
            appender.start();
        }
    }
}
