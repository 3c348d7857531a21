package io.otedama.bench.attack;

import io.otedama.bench.load.LoadReport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attack. Immutable.
 *
 * @param outcome null: the attack was not made
 */
public record AttackRow(
        String attack, String description, @Nullable Outcome outcome) {
    /** Of the quiet time's rate of accepted shares, what must be left. */
    public static final double LEAST_RATE = 0.95;

    /** Of the quiet time's p99, what an attack may make of it. */
    public static final double MOST_LATENCY = 10;

    /** What a pool's heap may grow by while it is attacked. */
    public static final long MOST_HEAP_GROWTH_BYTES = 128L << 20;

    /** Fewer messages drown in the ticks of processor time. */
    private static final long LEAST_MESSAGES = 1_000;

    private static final double MIB = 1 << 20;

    /**
     * What was measured.
     *
     * @param quiet the honest miners just before
     * @param under the honest miners meanwhile
     * @param heap the pool's memory
     * @param machine what pool and machine were busy with
     */
    public record Outcome(HonestPhase quiet, HonestPhase under, AttackCount count, Heap heap, Machine machine) {
        /** Accepted shares per second, of those in quiet time. */
        public double rate() {
            return under.acceptedPerSecond() / quiet.acceptedPerSecond();
        }

        /** The p99, in those of quiet time. */
        public double latency() {
            return under.p99Millis() / quiet.p99Millis();
        }

        /** Microseconds of the pool's processors that an attacker's message takes, or a connect where there are none; NaN when too few to tell. */
        public double cpuMicrosPerMessage() {
            long messages = Math.max(count.messages(), count.attempts());
            if (messages < LEAST_MESSAGES) {
                return Double.NaN;
            }
            return (machine.underCores() - machine.quietCores()) * under.seconds() * 1e6 / messages;
        }

        /** Whether the pool held. */
        public boolean isGood() {
            return rate() >= LEAST_RATE
                    && latency() <= MOST_LATENCY
                    && under.isFlawless()
                    && heap.growthBytes() <= MOST_HEAP_GROWTH_BYTES;
        }
    }

    /**
     * Processors that the pool kept busy, NaN where that is not known: other than times, these hardly depend on what else the
     * machine does. And how late that lets threads run, in milliseconds, p99.
     */
    public record Machine(double quietCores, double underCores, double quietHiccup, double underHiccup) {}

    /**
     * Live bytes of the pool's heap; {@link ServerHeap#UNKNOWN} where they are not known.
     *
     * @param under while the attack goes on
     * @param residentBytes of the process, while the attack goes on
     */
    public record Heap(long quiet, long under, long after, long residentBytes) {
        /** What the attack added; 0 where nothing is known. */
        public long growthBytes() {
            return quiet < 0 || under < 0 ? 0 : under - quiet;
        }

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("quietMiB", mebibytes(quiet));
            map.put("underMiB", mebibytes(under));
            map.put("afterMiB", mebibytes(after));
            map.put("residentMiB", mebibytes(residentBytes));
            return map;
        }

        static double mebibytes(long bytes) {
            return bytes < 0 ? bytes : LoadReport.round(bytes / MIB);
        }
    }

    /** The last column. */
    public String verdict() {
        return outcome == null ? "skipped" : outcome.isGood() ? "OK" : "NOT";
    }

    /** For a report. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("attack", attack);
        map.put("description", description);
        map.put("verdict", verdict());
        Outcome found = outcome;
        if (found != null) {
            map.put("acceptedPercentOfQuiet", LoadReport.round(100 * found.rate()));
            map.put("p99Ratio", LoadReport.round(found.latency()));
            map.put("quiet", found.quiet().toMap());
            map.put("under", found.under().toMap());
            map.put("attackers", found.count().toMap());
            map.put("serverCoresQuiet", LoadReport.round(found.machine().quietCores()));
            map.put("serverCoresUnder", LoadReport.round(found.machine().underCores()));
            map.put("hiccupP99MillisQuiet", LoadReport.round(found.machine().quietHiccup()));
            map.put("hiccupP99MillisUnder", LoadReport.round(found.machine().underHiccup()));
            map.put("serverCpuMicrosPerMessage", LoadReport.round(found.cpuMicrosPerMessage()));
            map.put("heap", found.heap().toMap());
        }
        return map;
    }
}
