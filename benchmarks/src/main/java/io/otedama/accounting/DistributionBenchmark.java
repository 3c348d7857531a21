package io.otedama.accounting;

import io.otedama.bench.SampleWork;
import java.math.BigInteger;
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

/** A block that is found, seen in the chain and matures: shared among all miners, posted as immature, then as payable. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DistributionBenchmark {
    /** Books in which everybody has a share. */
    @State(Scope.Benchmark)
    public static class Books {
        @Param({"10", "1000", "100000"})
        private int miners;

        @Param({"pplns", "tides:direct=no"})
        private String terms;

        private SampleBooks books;
        private long blocks;

        @Setup
        public void setUp() {
            books = new SampleBooks(miners, SampleWork.NETWORK_BITS, terms);
            for (int i = 0; i < miners; i++) {
                books.share();
            }
        }

        @TearDown
        public void tearDown() {
            books.close();
        }
    }

    /** Weights without books. */
    @State(Scope.Benchmark)
    public static class Weights {
        @Param({"10", "1000", "100000"})
        private int miners;

        private BigInteger[] weights;
        private long[] payable;

        @Setup
        public void setUp() {
            weights = new BigInteger[miners];
            for (int i = 0; i < miners; i++) {
                weights[i] = BigInteger.valueOf(i + 1L).shiftLeft(64);
            }
            payable = new long[miners];
        }
    }

    @Benchmark
    public void block(Books books) {
        books.blocks++;
        books.books.block(SampleWork.hash(books.blocks));
    }

    /** One exact product and quotient for each miner, added up. */
    @Benchmark
    public long[] baselineBigInteger(Weights w) {
        BigInteger value = BigInteger.valueOf(SampleWork.COINBASE_VALUE);
        BigInteger total = BigInteger.ZERO;
        for (BigInteger weight : w.weights) {
            total = total.add(weight);
        }
        for (int i = 0; i < w.miners; i++) {
            w.payable[i] += value.multiply(w.weights[i]).divide(total).longValueExact();
        }
        return w.payable;
    }
}
