package io.otedama.bench.attack;

import java.util.List;
import java.util.Locale;

/** Shows rows to people. */
final class AttackTable {
    private static final String FORMAT = "%-18s %9s %10s %10s %7s %8s %9s %9s %8s %6s %9s %8s %9s  %s%n";

    private AttackTable() {}

    static String head() {
        return String.format(
                Locale.ROOT,
                FORMAT,
                "attack",
                "accepted%",
                "quiet p99",
                "p99 ms",
                "ratio",
                "hiccup",
                "attempts",
                "refused",
                "ended",
                "open",
                "messages",
                "cpu us",
                "heap MiB",
                "verdict");
    }

    static String line(AttackRow row) {
        AttackRow.Outcome found = row.outcome();
        if (found == null) {
            return String.format(Locale.ROOT, "%-18s %s%n", row.attack(), "skipped: the pool has no such port");
        }
        AttackCount count = found.count();
        String flaws = found.under().isFlawless() ? "" : " (" + flaws(found.under()) + ")";
        return String.format(
                Locale.ROOT,
                FORMAT,
                row.attack(),
                decimal(1, 100 * found.rate()),
                decimal(2, found.quiet().p99Millis()),
                decimal(2, found.under().p99Millis()),
                decimal(1, found.latency()),
                decimal(1, found.machine().underHiccup()),
                count.attempts(),
                count.failed() + count.refused(),
                count.ended(),
                count.open(),
                count.messages(),
                cpu(found.cpuMicrosPerMessage()),
                heap(found.heap()),
                row.verdict() + flaws);
    }

    private static String decimal(int digits, double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String flaws(HonestPhase phase) {
        return "honest: " + phase.unheard() + " unheard, " + phase.unasked() + " unasked, " + phase.wronged()
                + " wrongly rejected, " + phase.disconnects() + " sent away";
    }

    private static String cpu(double micros) {
        return Double.isNaN(micros) ? "-" : decimal(0, micros);
    }

    private static String heap(AttackRow.Heap heap) {
        return heap.under() < 0 ? "?" : decimal(1, AttackRow.Heap.mebibytes(heap.under()));
    }

    static String of(List<AttackRow> rows) {
        StringBuilder text = new StringBuilder(head());
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }
}
