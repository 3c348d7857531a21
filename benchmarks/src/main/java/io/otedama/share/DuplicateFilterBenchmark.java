package io.otedama.share;

import io.otedama.bench.SampleWork;
import io.otedama.chain.Hash256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.LongHashSet;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * All shares of a block into the duplicate filter, once as new ones and once as duplicates. The baselines are the sets that one
 * would take first; Agrona's knows 64 bits of a hash only, which is too few for money.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DuplicateFilterBenchmark {
    /** Operations of one invocation. */
    private static final int BATCH = 1 << 16;

    /** What the filter is to find. */
    public enum Kind {
        NEW,
        DUPLICATE
    }

    @Param
    private Kind kind;

    private final byte[] hash = new byte[Hash256.BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(hash).order(ByteOrder.LITTLE_ENDIAN);
    private final DuplicateFilter filter = new DuplicateFilter(BATCH, BATCH);
    private final Set<Hash256> plain = new HashSet<>(2 * BATCH);
    private final LongHashSet agrona = new LongHashSet(2 * BATCH);
    private final Hash256[] blocks = new Hash256[2 * DuplicateFilter.BLOCKS_KEPT];
    private int block;

    @Setup
    public void setUp() {
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = SampleWork.hash(i);
        }
        nextBlock();
        fill();
    }

    private void nextBlock() {
        block = (block + 1) % blocks.length;
        filter.onPreviousBlock(blocks[block]);
    }

    private int fill() {
        int found = 0;
        for (int i = 0; i < BATCH; i++) {
            SampleWork.stamp(view, 0, i);
            found += filter.add(blocks[block], hash) == DuplicateFilter.Result.NEW ? 1 : 0;
        }
        return found;
    }

    /** {@code NEW}: a new previous block, whose set is one that was used before. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int filter() {
        if (kind == Kind.NEW) {
            nextBlock();
        }
        return fill();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int baselineHashSet() {
        if (kind == Kind.NEW) {
            plain.clear();
        }
        int found = 0;
        for (int i = 0; i < BATCH; i++) {
            SampleWork.stamp(view, 0, i);
            found += plain.add(Hash256.ofInternal(hash.clone())) ? 1 : 0;
        }
        return found;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int baselineAgrona() {
        if (kind == Kind.NEW) {
            agrona.clear();
        }
        int found = 0;
        for (int i = 0; i < BATCH; i++) {
            SampleWork.stamp(view, 0, i);
            found += agrona.add(view.getLong(0)) ? 1 : 0;
        }
        return found;
    }
}
