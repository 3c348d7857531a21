package io.otedama.bench.summary;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One row per aim. A row whose files are missing is left out; numbers come from the files and nowhere else.
 *
 * <p>Aims are written as they were set before anything was measured.
 */
final class Summary {
    /** scrypt(1024, 1, 1) of one core in C with SSE2, measured on this kind of machine. Hashes per second. */
    private static final double SCRYPT_C_PER_SECOND = 5_287;

    private final Results results;
    private final StringBuilder text = new StringBuilder();

    Summary(Results results) {
        this.results = results;
    }

    String markdown() {
        line("| what | measured | aim | at least |");
        line("|---|---|---|---|");
        load();
        secondProtocol();
        speed();
        pieces();
        storms();
        cases();
        return text.toString();
    }

    private void load() {
        row(
                "server CPU per accepted share, 50 connections, 1 in flight",
                "load-50x1-otedama",
                "load-50x1-bare",
                () -> againstBare("load-50x1"),
                "≤ 1.3 × `bare`",
                "≤ 2 ×");
        row(
                "the same, 8 in flight",
                "load-50x8-otedama",
                "load-50x8-bare",
                () -> againstBare("load-50x8"),
                "≤ 1.3 × `bare`",
                "≤ 2 ×");
        row(
                "the same, 15,000 connections, 1 in flight",
                "load-15000-otedama",
                "load-50x1-otedama",
                () -> {
                    double many = cpu("load-15000-otedama");
                    double few = cpu("load-50x1-otedama");
                    double bare = cpu("load-15000-bare");
                    return f("%.1f µs = %.2f × that of 50; %.2f × `bare`", many, many / few, many / bare);
                },
                "≤ 1.3 ×",
                "≤ 2 ×");
    }

    private void secondProtocol() {
        for (String shape : new String[] {"50x1", "50x8"}) {
            String v1 = "sv2-" + shape + "-v1";
            String v2 = "sv2-" + shape + "-v2";
            row(
                    "server CPU per accepted Stratum V2 share, encrypted, " + shape.replace("x", " connections, ")
                            + " in flight",
                    v2,
                    v1,
                    () -> f("%.1f µs = %.2f × Stratum V1 in the same run", cpu(v2), cpu(v2) / cpu(v1)),
                    "",
                    "");
        }
    }

    private void speed() {
        row(
                "most shares per second: 1 in flight, 8 in flight",
                "load-50x1-otedama",
                "load-50x8-otedama",
                () -> f("%,.0f; %,.0f", perSecond("load-50x1-otedama"), perSecond("load-50x8-otedama"))
                        + f(" (`bare`: %,.0f; %,.0f)", perSecond("load-50x1-bare"), perSecond("load-50x8-bare")),
                "",
                "");
        row(
                "reply latency at half of saturation, 1 in flight",
                "load-half-otedama",
                "load-half-bare",
                () -> latency("load-half-otedama") + " (`bare` at that rate: " + latency("load-half-bare") + ")",
                "p99 < 2 ms, p99.9 < 10 ms",
                "p99 < 5 ms");
    }

    private void pieces() {
        row(
                "share check inline",
                "jmh",
                "jmh",
                () -> {
                    double ours = results.score("ShareCheckBenchmark.check", Map.of());
                    double bare = results.score("ShareCheckBenchmark.baselineJdk", Map.of());
                    return f("%.0f k/s = %.2f × the bare loop", ours, ours / bare);
                },
                "0.95 × a bare `MessageDigest` loop",
                "0.9 ×");
        row(
                "scrypt, scalar",
                "jmh",
                "jmh",
                () -> {
                    double ours = results.score("ScryptBenchmark.header", Map.of());
                    return f("%,.0f/s = %.2f ×", ours, ours / SCRYPT_C_PER_SECOND);
                },
                "0.9 × SSE2 C (5.3 k/s)",
                "0.8 ×");
        row(
                "pipeline alone, in-memory journal, 2 producers",
                "jmh",
                "jmh",
                () -> pipeline("BLOCKING") + "; " + pipeline("YIELDING"),
                "0.5 × an empty Disruptor of the same shape",
                "0.3 ×");
    }

    private String pipeline(String waitMode) {
        Map<String, String> shape = Map.of("waitMode", waitMode, "producers", "2", "journal", "MEMORY");
        double ours = results.score("PipelineBenchmark.shares", shape);
        double empty = results.score("PipelineBenchmark.baselineEmpty", Map.of("waitMode", waitMode, "producers", "2"));
        return waitMode.toLowerCase(Locale.ROOT) + f(" %.2f M/s = %.2f ×", ours / 1e3, ours / empty);
    }

    private void storms() {
        row(
                "job to 10,000 connections, first to last",
                "fanout-otedama",
                "fanout-bare",
                () -> {
                    double ours = results.number("fanout-otedama", "/fanout/firstToLastMicrosMedian") / 1e3;
                    double bare = results.number("fanout-bare", "/fanout/firstToLastMicrosMedian") / 1e3;
                    return f("%.0f ms = %.2f × `bare` (%.0f ms)", ours, ours / bare, bare);
                },
                "≤ 1.3 × a plain Netty loop",
                "≤ 2 ×");
        row(
                "10,000 connect at once, until each has work; those who were there",
                "storm-otedama",
                "storm-otedama",
                () -> {
                    double slowest = 0;
                    double rate = Double.MAX_VALUE;
                    for (int round = 0; round < 3; round++) {
                        String at = "/storms/" + round;
                        slowest = Math.max(
                                slowest, results.number("storm-otedama", at + "/newcomers/untilAllHaveWorkSeconds"));
                        rate = Math.min(rate, results.number("storm-otedama", at + "/established/acceptedPerSecond"));
                    }
                    return f("%.1f s (slowest of 3); keep %.0f %%", slowest, 100 * rate / perSecond("storm-otedama"));
                },
                "< 2 s; ≥ 90 % of their rate",
                "< 5 s; 75 %");
    }

    private void cases() {
        row(
                "memory of 100,000 sessions",
                "sessions",
                "sessions",
                () -> f(
                        "%.0f MiB resident (%.0f MiB heap)",
                        results.number("sessions", "/residentBeforeCollectionMiB"),
                        results.number("sessions", "/heapMiB")),
                "≤ 1 GB",
                "< 2 GB");
        row(
                "allocation per accepted share, decode → reply",
                "allocation",
                "allocation",
                () -> f("%.2f B", results.number("allocation", "/poolBytesPerShare")),
                "< 1 B",
                "< 1 B");
        row(
                "block found, 5,000 transactions: first byte of `submitblock`",
                "block",
                "block",
                () -> f(
                        "p50 %.0f µs, p99 %.0f µs",
                        results.number("block", "/submitToFirstByteP50Micros"),
                        results.number("block", "/submitToFirstByteP99Micros")),
                "p99 < 1 ms",
                "< 5 ms");
        row(
                "start with a window of 10 M shares",
                "restart",
                "restart",
                () -> f(
                        "%.1f s; from a snapshot %.1f s",
                        results.number("restart", "/withoutSnapshotsFirstShareMillis") / 1e3,
                        results.number("restart", "/fromSnapshotFirstShareMillis") / 1e3),
                "< 5 s",
                "< 30 s");
    }

    private String againstBare(String name) {
        double ours = cpu(name + "-otedama");
        double bare = cpu(name + "-bare");
        return f("%.1f µs = %.2f × `bare` (%.1f µs)", ours, ours / bare, bare);
    }

    private String latency(String name) {
        return f(
                "p99 %.1f ms, p99.9 %.1f ms",
                results.number(name, "/load/latencyMicros/p99") / 1e3,
                results.number(name, "/load/latencyMicros/p999") / 1e3);
    }

    private double cpu(String name) {
        return results.number(name, "/load/serverCpuMicrosPerShare");
    }

    private double perSecond(String name) {
        return results.number(name, "/load/acceptedPerSecond");
    }

    private void row(String what, String file, String other, Supplier<String> measured, String aim, String least) {
        if (results.has(file) && results.has(other)) {
            line("| " + what + " | " + measured.get() + " | " + aim + " | " + least + " |");
        }
    }

    private void line(String row) {
        text.append(row).append('\n');
    }

    private static String f(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
