package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** What a log line looks like when a miner does its worst, and what is never in one. */
class LogLinesIT {
    /** Would end the line and begin another, colour a terminal, and turn the text round. */
    private static final String HOSTILE =
            "evil\r\n12:00:00.000 INFO  Pool - pool is STOPPED\u001b[31m\u0007\u009b\u2028\u202ex";

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void configure() throws JoranException {
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(LogFormat.class.getResource("/logback.xml")));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private String written(ILoggingEvent event) {
        OutputStreamAppender<ILoggingEvent> appender =
                (OutputStreamAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender(LogFormat.APPENDER);
        return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    private LoggingEvent event(String message, Throwable thrown) {
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("io.otedama.Pool"), Level.WARN, message, thrown, new Object[] {HOSTILE});
        event.addKeyValuePair(new KeyValuePair("worker", HOSTILE));
        return event;
    }

    @Test
    void textCannotBeForgedByAWorkerName() {
        String line = written(event("refused worker '{}'", null));
        assertThat(line).endsWith("\n");
        assertThat(line.lines()).hasSize(1);
        assertThat(line).contains("WARN  Pool - refused worker 'evil??12:00:00.000", "worker=\"evil??12:00");
        assertThat(line.strip().chars()).noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x202e);
    }

    @Test
    void aLineWithoutKeyValuesHasNoSpaceAtItsEnd() {
        String line = written(new LoggingEvent("", context.getLogger("a.B"), Level.INFO, "hello", null, null));
        assertThat(line).matches("[0-9:.]+ INFO  B - hello\\n");
    }

    @Test
    void textCannotBeForgedByAnException() {
        Exception inner = new IllegalStateException(HOSTILE);
        String text = written(event("failed", new IllegalArgumentException(HOSTILE, inner)));
        assertThat(text.lines().skip(2))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("\t") || line.startsWith("    "));
        assertThat(text.lines().filter(line -> line.matches("[0-9]{2}:.*"))).hasSize(1);
        assertThat(text)
                .contains(
                        "java.lang.IllegalArgumentException",
                        "\tat ",
                        "    Caused by: java.lang.IllegalStateException");
        assertThat(text).doesNotContain("\u001b", "\r", "\u2028");
    }

    @Test
    void jsonIsOneObjectALineWithKeyValuesAsFields() throws Exception {
        LogFormat.JSON.apply(context);
        String text = written(event("refused worker '{}'", new IllegalStateException(HOSTILE)));
        assertThat(text.lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(text);
        assertThat(json.path("worker").asText()).isEqualTo(HOSTILE);
        assertThat(json.path("level").asText()).isEqualTo("WARN");
        assertThat(json.path("logger_name").asText()).isEqualTo("io.otedama.Pool");
        assertThat(json.path("message").asText()).isEqualTo("refused worker '" + HOSTILE + "'");
        assertThat(json.path("stack_trace").asText()).contains("IllegalStateException");
        assertThat(text).doesNotContain("\u001b");
    }

    @Test
    void anUnknownFormatIsAConfigurationError() {
        CommandRun run = CommandRun.of("check", "--log-format", "xml");
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.err()).contains("--log-format");
    }

    @Test
    void rule32_noPasswordIsInALogOrAMessageOfRunAndCheck() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        root.addAppender(logged);
        try {
            for (String command : List.of("run", "check")) {
                CommandRun run = CommandRun.of(
                        command,
                        "--log-level",
                        "debug",
                        "--node",
                        "http://me:geheim-node@127.0.0.1:1",
                        "--wallet",
                        "http://me:geheim-wallet@127.0.0.1:1/wallet/pool",
                        "--payout",
                        "pplns",
                        "--address",
                        "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9",
                        "--listen",
                        "127.0.0.1:0",
                        "--start-timeout",
                        "1");
                assertThat(run.exitCode()).as(run.err()).isNotZero();
                assertThat(run.out() + run.err()).isNotBlank().doesNotContain("geheim");
            }
        } finally {
            root.detachAppender(logged);
            root.setLevel(Level.INFO);
        }
        assertThat(logged.list).isNotEmpty().allSatisfy(event -> {
            assertThat(event.getFormattedMessage()).doesNotContain("geheim");
            assertThat(String.valueOf(event.getKeyValuePairs())).doesNotContain("geheim");
            if (event.getThrowableProxy() != null) {
                assertThat(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                        .doesNotContain("geheim");
            }
        });
    }
}
