package io.otedama.accounting;

import io.otedama.bench.SampleWork;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.ShareRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A share into the journal in memory and into the books, with 1,000 miners. Windows are full: with every share the oldest one is
 * read again and leaves.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ShareCreditBenchmark {
    private static final int MINERS = 1_000;

    /** Work 2^21: a hundredth of it is a window of 20,971 shares. */
    private static final int NETWORK_BITS = 0x1e08_0000;

    private static final int TO_FILL_WINDOWS = 200_000;

    /** Books with a payout scheme. */
    @State(Scope.Benchmark)
    public static class Books {
        @Param({"solo", "prop", "pps:reserve=100000000000", "pplns:window=0.01", "tides:window=0.01"})
        private String terms;

        private SampleBooks books;

        @Setup
        public void setUp() {
            books = new SampleBooks(MINERS, NETWORK_BITS, terms);
            for (int i = 0; i < TO_FILL_WINDOWS; i++) {
                books.share();
            }
        }

        @TearDown
        public void tearDown() {
            books.close();
        }
    }

    /** The same journal, and a map. */
    @State(Scope.Benchmark)
    public static class Plain {
        private final InMemoryJournal journal = new InMemoryJournal();
        private final ShareRecord[] shares = new ShareRecord[MINERS];
        private final Map<Integer, Long> work = new HashMap<>();
        private int next;

        public Plain() {
            for (int i = 0; i < MINERS; i++) {
                shares[i] = new ShareRecord()
                        .encode(
                                ByteBuffer.allocate(ShareRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN),
                                1,
                                1,
                                i,
                                0,
                                new byte[Hash256.BYTES],
                                ShareTarget.of(Difficulty.ONE, 1),
                                SampleWork.NETWORK_BITS);
            }
        }
    }

    @Benchmark
    public long credit(Books books) {
        return books.books.share();
    }

    /** What a counter of shares takes. */
    @Benchmark
    public long baselineMap(Plain plain) {
        plain.next = (plain.next + 1) % MINERS;
        ShareRecord share = plain.shares[plain.next];
        long sequence = plain.journal.append(share);
        plain.work.merge(share.workerId(), share.workLo(), Long::sum);
        return sequence;
    }
}
