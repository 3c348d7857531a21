package io.otedama.storage.journal;

import io.otedama.bench.SampleWork;
import io.otedama.bench.ScratchDirectory;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.spi.ShareRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
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
 * One batch of share records: append each, then force. The time is that of the batch. The disk is the one of {@code
 * java.io.tmpdir}: give another with {@code -jvmArgsAppend -Djava.io.tmpdir=DIRECTORY}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JournalAppendBenchmark {
    private static final int FILE_BYTES = 64 << 20;

    @Param({"1", "16", "256"})
    private int batch;

    private ScratchDirectory directory;
    private FileJournal journal;
    private FileChannel bare;
    private ByteBuffer bytes;
    private long position;
    private final ShareRecord record = new ShareRecord();

    @Setup
    public void setUp() throws IOException {
        directory = new ScratchDirectory();
        journal = FileJournal.open(
                directory.path().resolve("journal"), JournalConfig.defaults().withRetention(Retention.segments(1)));
        bare = FileChannel.open(
                directory.path().resolve("bare"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        for (int at = 0; at < FILE_BYTES; at += 1 << 20) {
            bare.write(ByteBuffer.allocate(1 << 20), at);
        }
        bare.force(true);
        bytes = ByteBuffer.allocateDirect(batch * FrameFormatV1.bytes(ShareRecord.BYTES));
        record.encode(
                ByteBuffer.allocate(ShareRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN),
                SampleWork.CUR_TIME,
                1,
                1,
                0,
                new byte[Hash256.BYTES],
                ShareTarget.of(Difficulty.ONE, 1),
                SampleWork.NETWORK_BITS);
    }

    @TearDown
    public void tearDown() throws IOException {
        journal.close();
        bare.close();
        directory.close();
    }

    @Benchmark
    public long append() {
        long sequence = 0;
        for (int i = 0; i < batch; i++) {
            sequence = journal.append(record);
        }
        journal.flush();
        journal.retain(sequence);
        return sequence;
    }

    /** As many bytes, written and forced, round and round in a file of constant size. */
    @Benchmark
    public long baselineFileChannel() throws IOException {
        bytes.clear();
        if (position + bytes.capacity() > FILE_BYTES) {
            position = 0;
        }
        while (bytes.hasRemaining()) {
            position += bare.write(bytes, position);
        }
        bare.force(false);
        return position;
    }
}
