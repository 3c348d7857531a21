package io.otedama.bench.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.bench.sv2.Sv2Terms;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Turns what a run measured into JSON: numbers carry their unit at the end of their name. */
public final class LoadReport {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double NS_PER_MICRO = 1e3;

    private LoadReport() {}

    /** What was asked for. */
    public static ObjectNode plan(LoadPlan plan) {
        ObjectNode node = NODES.objectNode();
        node.put("server", plan.server().getHostString() + ":" + plan.server().getPort());
        node.put("protocol", protocol(plan.sv2()));
        node.put("connections", plan.connections());
        node.put("sourceAddresses", plan.sourceAddresses());
        node.put("rampPerSecond", plan.rampPerSecond());
        node.put("depth", plan.depth());
        node.put("mix", plan.mix().toString());
        node.put("premine", plan.premine());
        node.put("roll", plan.rollNonce() ? "nonce" : "extranonce2");
        node.put("threads", plan.threads());
        node.put("slowReaders", plan.slowReaders());
        node.put("algorithm", plan.algorithm().name());
        return node;
    }

    private static String protocol(@Nullable Sv2Terms sv2) {
        return sv2 == null ? "v1" : "v2 " + sv2.channel() + (sv2.plain() ? " plain" : "");
    }

    /** How the connections came about. */
    public static ObjectNode crowd(LoadRun.Crowd crowd) {
        ObjectNode node = NODES.objectNode();
        node.put("connections", crowd.connections());
        node.put("untilAllHaveWorkSeconds", round(crowd.seconds()));
        node.set("connectToFirstJobMicros", quantiles(crowd.connectLatency()));
        if (crowd.residentBytes() != 0) {
            node.put("serverResidentBytes", crowd.residentBytes());
            node.put("serverResidentBytesPerConnection", crowd.residentBytes() / Math.max(1, crowd.connections()));
        }
        return node;
    }

    /** One phase. */
    public static ObjectNode phase(Measurement m) {
        ObjectNode node = NODES.objectNode();
        node.put("pace", m.pace().toString());
        node.put("seconds", round(m.seconds()));
        node.put("submitted", m.submitted());
        node.put("submitsPerSecond", round(m.submitted() / m.seconds()));
        node.put("accepted", m.accepted());
        node.put("acceptedPerSecond", round(m.acceptedPerSecond()));
        node.set("rejectedByCode", rejects(m.tally()));
        node.put("unexpectedVerdicts", m.tally().unexpected);
        if (!m.tally().example.isEmpty()) {
            node.put("unexpectedExample", m.tally().example);
        }
        node.put("disconnects", m.tally().disconnects);
        node.put("lostAnswers", m.tally().lost);
        node.set("latencyMicros", quantiles(m.tally().latency));
        node.set("sentToAnswerMicros", quantiles(m.tally().service));
        if (m.serverCpuNs() >= 0) {
            node.put("serverCpuMicrosPerShare", round(m.serverMicrosPerShare()));
            node.put("serverCpuSecondsPerMillionShares", round(m.serverMicrosPerShare()));
            node.put("serverCores", round(m.serverCores()));
        }
        node.put("generatorCores", round(m.generatorCores()));
        return node;
    }

    private static ObjectNode rejects(Tally tally) {
        ObjectNode node = NODES.objectNode();
        for (int code = 1; code < tally.answered.length; code++) {
            if (tally.answered[code] > 0) {
                String name = code == Tally.OTHER_CODES ? "other" : Integer.toString(code);
                node.put(name, tally.answered[code]);
            }
        }
        return node;
    }

    /** New blocks' jobs, first connection to last. */
    public static ObjectNode fanout(List<Long> spreadsNs) {
        ObjectNode node = NODES.objectNode();
        node.put("blocks", spreadsNs.size());
        long[] sorted = spreadsNs.stream().mapToLong(Long::longValue).sorted().toArray();
        if (sorted.length > 0) {
            node.put("firstToLastMicrosMedian", round(sorted[sorted.length / 2] / NS_PER_MICRO));
            node.put("firstToLastMicrosMax", round(LongStream.of(sorted).max().orElse(0) / NS_PER_MICRO));
        }
        return node;
    }

    /** The usual quantiles, in microseconds. */
    public static ObjectNode quantiles(Histogram nanos) {
        ObjectNode node = NODES.objectNode();
        node.put("count", nanos.getTotalCount());
        if (nanos.getTotalCount() > 0) {
            node.put("mean", round(nanos.getMean() / NS_PER_MICRO));
            node.put("p50", round(nanos.getValueAtPercentile(50) / NS_PER_MICRO));
            node.put("p90", round(nanos.getValueAtPercentile(90) / NS_PER_MICRO));
            node.put("p99", round(nanos.getValueAtPercentile(99) / NS_PER_MICRO));
            node.put("p999", round(nanos.getValueAtPercentile(99.9) / NS_PER_MICRO));
            node.put("max", round(nanos.getMaxValue() / NS_PER_MICRO));
        }
        return node;
    }

    /** Three significant decimals are more than any of these numbers is worth. */
    public static double round(double value) {
        return Double.isFinite(value) ? Double.parseDouble(String.format(Locale.ROOT, "%.3f", value)) : -1;
    }
}
