package io.otedama.pipeline;

import io.otedama.bench.ScratchDirectory;
import io.otedama.pipeline.PipelineConfig.WaitMode;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.ShareJournal;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import io.otedama.storage.journal.Retention;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From validated share to ledger and verdict, for as many event loops as there are producers. Every share is new, PPLNS is in
 * force with a full window, and a new block comes with each {@value #SHARES} shares. An invocation ends when the last verdict is
 * back; with the file journal that is after its force.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PipelineBenchmark {
    /** Shares of one invocation, by all producers together. */
    static final int SHARES = 1 << 16;

    /** Where records go. */
    public enum Journal {
        MEMORY,
        FILE
    }

    private static PipelineConfig config(WaitMode mode) {
        return PipelineConfig.forCores(Runtime.getRuntime().availableProcessors())
                .withWaitMode(mode)
                .withDuplicates(SHARES, SHARES);
    }

    /** The pool's pipeline. */
    @State(Scope.Benchmark)
    public static class Pool {
        @Param({"1", "2", "4"})
        private int producers;

        @Param
        private WaitMode waitMode;

        @Param
        private Journal journal;

        /** Payout scheme in force; {@code -p terms=solo} leaves windows out. */
        @Param("pplns:window=0.01")
        private String terms;

        private ScratchDirectory directory;
        private PipelinePool pool;
        private Crew crew;

        @Setup
        public void setUp() {
            directory = new ScratchDirectory();
            ShareJournal records = journal == Journal.MEMORY
                    ? new InMemoryJournal()
                    : FileJournal.open(
                            directory.path(), JournalConfig.defaults().withRetention(Retention.segments(1)));
            pool = new PipelinePool(config(waitMode), records, producers, terms);
            crew = new Crew(pool.tasks(SHARES / producers));
        }

        @TearDown
        public void tearDown() {
            crew.close();
            pool.close();
            directory.close();
        }
    }

    /** The same without stages. */
    @State(Scope.Benchmark)
    public static class Empty {
        @Param({"1", "2", "4"})
        private int producers;

        @Param
        private WaitMode waitMode;

        private EmptyDisruptor disruptor;
        private Crew crew;

        @Setup
        public void setUp() {
            disruptor = new EmptyDisruptor(config(waitMode), producers);
            crew = new Crew(disruptor.tasks(SHARES / producers));
        }

        @TearDown
        public void tearDown() {
            crew.close();
            disruptor.close();
        }
    }

    @Benchmark
    @OperationsPerInvocation(SHARES)
    public void shares(Pool pool) throws InterruptedException, ExecutionException {
        pool.pool.newBlock();
        pool.crew.run();
    }

    @Benchmark
    @OperationsPerInvocation(SHARES)
    public void baselineEmpty(Empty empty) throws InterruptedException, ExecutionException {
        empty.disruptor.newBlock();
        empty.crew.run();
    }
}
