package io.otedama.examples;

import io.otedama.PoolSnapshot;
import io.otedama.WorkerSnapshot;
import io.otedama.chain.Amount;
import java.util.Locale;

/** What a demo tells at its end. */
final class DemoSummary {
    private DemoSummary() {}

    /** For a person. */
    static void table(CommandOutput output, PoolSnapshot pool, DemoChain chain) {
        output.note("");
        output.note(row("worker", "accepted", "refused", "hashrate"));
        for (WorkerSnapshot worker : pool.workers()) {
            output.note(row(
                    worker.name(),
                    Long.toString(worker.acceptedShares()),
                    Long.toString(worker.rejectedShares()),
                    LiveLine.hashrate(worker.hashrate().oneMinute())));
        }
        output.note(row(
                "all",
                Long.toString(LiveLine.accepted(pool)),
                Long.toString(LiveLine.rejected(pool)),
                LiveLine.hashrate(pool.hashrate().oneMinute())));
        output.note("");
        output.note("  " + chain.blocks() + " blocks in the chain (" + pool.network() + ", " + pool.algorithm()
                + "), reward " + Amount.toCoins(chain.paid()) + ", height " + chain.height());
    }

    private static String row(String name, String accepted, String refused, String hashrate) {
        return String.format(Locale.ROOT, "  %-12s %10s %10s %14s", name, accepted, refused, hashrate);
    }

    /** For scripts. */
    static String line(int blocks, long accepted, long rejected, long paid) {
        return "demo: blocks=" + blocks + " accepted=" + accepted + " rejected=" + rejected + " paid=" + paid;
    }
}
