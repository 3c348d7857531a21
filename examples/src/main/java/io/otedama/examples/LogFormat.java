package io.otedama.examples;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.LoggerFactory;

/** How log lines look. In both, one event is one line (and a stack trace, in text), and nothing a miner sends can forge another. */
enum LogFormat {
    /** For people; as {@code logback.xml} says. */
    TEXT,

    /** For collectors: one object a line, key-values as fields of their own. */
    JSON;

    private static final String APPENDER = "STDERR";

    /** From now on. Harmless when there is another logging back end, or no appender of that name: the host has its own. */
    void apply() {
        if (this == JSON
                && LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root
                && root.getAppender(APPENDER) instanceof OutputStreamAppender<ILoggingEvent> appender) {
            LogstashEncoder encoder = new LogstashEncoder();
            encoder.setContext(root.getLoggerContext());
            encoder.start();
            appender.stop();
            appender.setEncoder(encoder);
            appender.start();
        }
    }
}
