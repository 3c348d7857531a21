package io.otedama.bench.summary;

import java.util.List;
import java.util.Locale;

/** What {@code withholding.json} says, as tables in Markdown. */
final class WithholdingTable {
    private static final List<Integer> PARTS = List.of(25, 50, 75, 100);
    private static final List<Integer> MARKS = List.of(10, 15, 20, 30, 50, 100, 200, 500);
    private static final List<String> KINDS = List.of(
            "BLOCK_WITHHOLDING",
            "STALE_STORM",
            "DUPLICATE_STORM",
            "LOW_DIFFICULTY_STORM",
            "EXTRANONCE_PROBING",
            "HASHRATE_JUMP",
            "SHARE_FLOOD",
            "LOGIN_ENUMERATION");
    private static final String FILE = "withholding";

    private final Results results;

    WithholdingTable(Results results) {
        this.results = results;
    }

    /** Alarms after so many expected blocks, by the part withheld. */
    String power() {
        StringBuilder text = new StringBuilder("| of its blocks a miner withholds |");
        MARKS.forEach(mark -> text.append(' ').append(mark).append(" |"));
        text.append(" median |\n|---|").append("---:|".repeat(MARKS.size() + 1)).append('\n');
        for (int part : PARTS) {
            text.append("| ").append(part).append(" % |");
            for (int mark : MARKS) {
                double percent = number("/withheld" + part + "/foundPercentByExpectedBlocks/" + mark);
                text.append(String.format(Locale.ROOT, " %.0f %% |", percent));
            }
            double median = number("/withheld" + part + "/medianExpectedBlocks");
            text.append(String.format(Locale.ROOT, " %.0f |%n", median).replace("\r", ""));
        }
        return text.toString();
    }

    /** False alarms of every kind. */
    String falseAlarms() {
        StringBuilder text = new StringBuilder("| alarm | false alarms in ")
                .append(String.format(Locale.ROOT, "%,.0f", number("/workerDays")))
                .append(" honest worker-days |\n|---|---:|\n");
        for (String kind : KINDS) {
            text.append("| `").append(kind).append("` | ");
            text.append(String.format(Locale.ROOT, "%.0f", number("/falseAlarms/" + kind)))
                    .append(" |\n");
        }
        return text.toString();
    }

    /** The honest miner, in a sentence. */
    String honest() {
        return String.format(
                Locale.ROOT,
                "In %,.0f simulated expected blocks of honest work there were %,.0f false alarms: one in %,.0f. At most one in %,.0f is"
                        + " promised.",
                number("/honest/expectedBlocks"),
                number("/honest/falseAlarms"),
                number("/honest/expectedBlocksBetween"),
                number("/promisedBetweenFalseAlarms"));
    }

    private double number(String pointer) {
        return results.number(FILE, pointer);
    }
}
