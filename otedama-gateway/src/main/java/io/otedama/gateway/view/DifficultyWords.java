package io.otedama.gateway.view;

import io.otedama.WorkerSnapshot;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Work;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a worker has its difficulty, in words and numbers. */
final class DifficultyWords {
    private DifficultyWords() {}

    /**
     * @param multiplier M of the algorithm
     */
    static String explain(WorkerSnapshot worker, long multiplier) {
        Difficulty fixed = worker.fixedDifficulty();
        if (fixed != null) {
            return "The operator fixed it at " + fixed + ", within the pool's bounds and the network's difficulty; it"
                    + " does not follow the worker's speed.";
        }
        Difficulty difficulty = worker.difficulty();
        if (difficulty == null) {
            return "It has no credited share yet: it begins with what it asked for (d=, suggest_difficulty), what it had"
                    + " when it was last here, or the pool's start difficulty, and follows its speed from the first"
                    + " shares on.";
        }
        double rate = worker.hashrate().fiveMinutes() > 0
                ? worker.hashrate().fiveMinutes()
                : worker.hashrate().oneHour();
        BigDecimal work = new BigDecimal(expectedHashes(difficulty, multiplier));
        String cost = "A share of difficulty " + difficulty + " takes " + siHashes(work.doubleValue()) + " on average";
        return rate <= 0
                ? cost + "; the worker has not sent enough shares to know its speed, so the difficulty stays until it"
                        + " does."
                : cost + ". At " + siHashes(rate) + " per second that is one share every "
                        + seconds(work.doubleValue() / rate)
                        + "; the pool moves the difficulty when shares come clearly faster or slower than it wants.";
    }

    private static BigInteger expectedHashes(Difficulty difficulty, long multiplier) {
        return Work.of(difficulty.toTarget(multiplier)).toBigInteger();
    }

    static String siHashes(double hashes) {
        String[] units = {"hashes", "kilohashes", "megahashes", "gigahashes", "terahashes", "petahashes", "exahashes"};
        int unit = 0;
        double value = hashes;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, value >= 100 ? "%.0f %s" : "%.2f %s", value, units[unit]);
    }

    private static String seconds(double seconds) {
        return seconds >= 120
                ? String.format(Locale.ROOT, "%.0f minutes", seconds / 60)
                : String.format(Locale.ROOT, seconds >= 10 ? "%.0f seconds" : "%.1f seconds", seconds);
    }

    /** The number of percent with two digits, or null when there is none. */
    static @Nullable Double percent(double part, double whole) {
        return whole <= 0 ? null : Math.round(part / whole * 10_000) / 100.0;
    }
}
