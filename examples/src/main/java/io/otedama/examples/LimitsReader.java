package io.otedama.examples;

import io.otedama.pipeline.PipelineConfig;
import io.otedama.pipeline.PipelineConfig.WaitMode;
import io.otedama.stratum.transport.StratumLimits;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads {@code limits} and {@code pipeline}. */
final class LimitsReader {
    private final Problems problems;

    LimitsReader(Problems problems) {
        this.problems = problems;
    }

    StratumLimits stratum(Section section) {
        StratumLimits d = StratumLimits.defaults();
        int[] v = {
            section.integer("maxLineBytes", d.maxLineBytes()),
            section.integer("maxPendingInboundBytes", d.maxPendingInboundBytes()),
            section.integer("maxIdBytes", d.maxIdBytes()),
            section.integer("maxOddIds", d.maxOddIds()),
            section.integer("maxInFlightSubmits", d.maxInFlightSubmits()),
            section.integer("maxRequestsPerSecond", d.maxRequestsPerSecond()),
            section.integer("requestBurst", d.requestBurst()),
            section.integer("maxMalformedLines", d.maxMalformedLines()),
            section.integer("maxWorkers", d.maxWorkers()),
            section.integer("maxOutboundBytes", d.maxOutboundBytes()),
            section.integer("holdOutboundBytes", d.holdOutboundBytes()),
            section.integer("slowConsumerMillis", d.slowConsumerMillis()),
            section.integer("handshakeMillis", d.handshakeMillis()),
            section.integer("idleMillis", d.idleMillis()),
            section.integer("messageMillis", d.messageMillis()),
            section.integer("maxConnections", d.maxConnections()),
            section.integer("maxConnectionsPerAddress", d.maxConnectionsPerAddress())
        };
        section.end();
        StratumLimits limits = problems.attempt(
                key -> key.replace("stratum.", ""),
                () -> new StratumLimits(
                        v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11], v[12], v[13], v[14],
                        v[15], v[16]));
        return limits == null ? d : limits;
    }

    PipelineConfig pipeline(Section section) {
        PipelineConfig d = PipelineConfig.forCores(Runtime.getRuntime().availableProcessors());
        int ringSize = section.integer("ringSize", d.ringSize());
        WaitMode waitMode = waitMode(section, d.waitMode());
        int validators = section.integer("validators", d.validators());
        int stageThreads = section.integer("stageThreads", d.stageThreads());
        int duplicateCapacity = section.integer("duplicateCapacity", d.duplicateCapacity());
        int maxSharesPerBlock = section.integer("maxSharesPerBlock", d.maxSharesPerBlock());
        section.end();
        PipelineConfig config = problems.attempt(
                key -> key,
                () -> new PipelineConfig(
                        ringSize, waitMode, validators, stageThreads, duplicateCapacity, maxSharesPerBlock));
        return config == null ? d : config;
    }

    private WaitMode waitMode(Section section, WaitMode unset) {
        String text = section.text("waitMode");
        if (text == null) {
            return unset;
        }
        try {
            return WaitMode.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            String all =
                    Arrays.stream(WaitMode.values()).map(LimitsReader::written).collect(Collectors.joining(", "));
            problems.add(section.key("waitMode"), "'" + text + "' does not exist", "Use one of " + all);
            return unset;
        }
    }

    private static String written(WaitMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
