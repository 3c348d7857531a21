package io.otedama.storage.snapshot;

import io.otedama.Pool;
import io.otedama.PoolBuilder;
import io.otedama.chain.Difficulty;
import io.otedama.chain.ShareTarget;
import io.otedama.payout.PayoutTerms;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.MiningJob;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One start of a pool in a virtual machine of its own; prints what it took. */
final class RestartProcess {
    private static final long MIB = 1 << 20;

    private RestartProcess() {}

    /** Arguments: the journal's directory, and perhaps that of the snapshots. */
    public static void main(String[] arguments) throws Exception {
        long begin = System.nanoTime();
        FakeFrontEnd frontEnd = new FakeFrontEnd();
        PoolBuilder builder = Pool.builder()
                .node(new FakeNode(RestartJournal.BITS))
                .payoutAddress("mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn")
                .frontEnd(frontEnd)
                .payout(PayoutTerms.parse(RestartJournal.TERMS))
                .fixedDifficulty(Difficulty.MIN)
                .journal(FileJournal.open(Path.of(arguments[0]), JournalConfig.defaults()));
        if (arguments.length > 1) {
            builder.ledgerStore(FileLedgerStore.open(Path.of(arguments[1])));
        }
        try (Pool pool = builder.build()) {
            pool.start();
            long started = System.nanoTime();
            mineOne(frontEnd);
            long accepted = System.nanoTime();
            System.out.println("started after " + millis(started - begin) + " ms, a share accepted after "
                    + millis(accepted - begin) + " ms, " + pool.snapshot().creditedShares() + " shares credited");
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.println("heap in use after a collection "
                    + (runtime.totalMemory() - runtime.freeMemory()) / MIB + " MiB, committed "
                    + runtime.totalMemory() / MIB + " MiB; " + status("VmRSS") + ", " + status("VmHWM"));
            begin = System.nanoTime();
        }
        System.out.println("closed after " + millis(System.nanoTime() - begin) + " ms");
    }

    private static void mineOne(FakeFrontEnd frontEnd) throws InterruptedException {
        FakeMiner miner = new FakeMiner(frontEnd, "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9", "x");
        MiningJob job = frontEnd.ingress().currentJob();
        miner.session.assign(job);
        ShareVerdict verdict = miner.submit(
                miner.solve(job, 1, ShareTarget.of(Difficulty.MIN, 1).target(), job.networkTarget()));
        if (verdict != ShareVerdict.ACCEPTED) {
            throw new IllegalStateException("the share was " + verdict);
        }
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** What the operating system counts, where it has such a file. */
    private static String status(String key) throws IOException {
        Path file = Path.of("/proc/self/status");
        if (!Files.exists(file)) {
            return key + " unknown";
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(key + ":"))
                .findFirst()
                .map(line -> line.replaceAll("\\s+", " "))
                .orElse(key + " unknown");
    }

    /** Runs it to its end, its output on ours. */
    static void run(Path journal, @Nullable Path snapshots) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RestartProcess.class.getName(),
                journal.toString());
        if (snapshots != null) {
            builder.command().add(snapshots.toString());
        }
        Process process = builder.redirectErrorStream(true).start();
        try (var output = Objects.requireNonNull(process.inputReader())) {
            output.lines().forEach(line -> System.out.println("  " + line));
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the process ended with " + process.exitValue());
        }
    }
}
