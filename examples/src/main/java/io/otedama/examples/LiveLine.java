package io.otedama.examples;

import io.otedama.PoolSnapshot;
import io.otedama.WorkerSnapshot;
import io.otedama.chain.Amount;
import io.otedama.chain.Difficulty;
import io.otedama.spi.MiningJob;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line that is written over and over, for a person at a terminal; writes nothing elsewhere. For one thread. */
final class LiveLine {
    private static final String OVERWRITE = "\r";
    private static final String CLEAR_REST = "\u001b[K";

    private final CommandOutput output;
    private final long multiplier;
    private boolean shown;

    /**
     * @param multiplier the algorithm's share multiplier
     */
    LiveLine(CommandOutput output, long multiplier) {
        this.output = output;
        this.multiplier = multiplier;
    }

    void show(PoolSnapshot pool, int blocks, long paid) {
        if (output.isTerminal()) {
            output.err().print(OVERWRITE + text(pool, multiplier, blocks, paid) + CLEAR_REST);
            output.err().flush();
            shown = true;
        }
    }

    /** What is written next gets a line of its own. */
    void end() {
        if (shown) {
            output.note("");
            shown = false;
        }
    }

    static String text(PoolSnapshot pool, long multiplier, int blocks, long paid) {
        return String.format(
                Locale.ROOT,
                "%s  shares %d (+%d refused)  block difficulty %s  blocks %d  reward %s",
                hashrate(pool.hashrate().oneMinute()),
                accepted(pool),
                rejected(pool),
                difficulty(pool.job(), multiplier),
                blocks,
                Amount.toCoins(paid));
    }

    static long accepted(PoolSnapshot pool) {
        return pool.workers().stream().mapToLong(WorkerSnapshot::acceptedShares).sum();
    }

    static long rejected(PoolSnapshot pool) {
        return pool.workers().stream().mapToLong(WorkerSnapshot::rejectedShares).sum();
    }

    private static String difficulty(@Nullable MiningJob job, long multiplier) {
        return job == null
                ? "-"
                : Difficulty.ofTarget(job.networkTarget(), multiplier).toString();
    }

    /** With the usual prefix: 1.23 MH/s. */
    static String hashrate(double hashesPerSecond) {
        String prefixes = " kMGTPE";
        int step = 0;
        double value = hashesPerSecond;
        while (value >= 1_000 && step < prefixes.length() - 1) {
            value /= 1_000;
            step++;
        }
        return String.format(
                Locale.ROOT,
                "%.2f %sH/s",
                value,
                prefixes.substring(step, step + 1).strip());
    }
}
