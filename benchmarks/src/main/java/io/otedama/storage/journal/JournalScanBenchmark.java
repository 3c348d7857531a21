package io.otedama.storage.journal;

import io.otedama.bench.SampleWork;
import io.otedama.bench.ScratchDirectory;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.ShareRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a start reads: the journal of a stopped pool is opened, recovered and read from its first record to its last. The files
 * are in the page cache.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JournalScanBenchmark {
    /** Records in the journal: about 30 MB in four segments. */
    private static final int RECORDS = 1 << 18;

    private static final int BATCH = 512;
    private static final JournalConfig CONFIG =
            JournalConfig.defaults().withSegmentBytes(8 << 20).withDurability(Durability.OPERATING_SYSTEM);

    private final ByteBuffer chunk = ByteBuffer.allocateDirect(1 << 18);
    private ScratchDirectory directory;

    @Setup
    public void setUp() {
        directory = new ScratchDirectory();
        ShareRecord record = new ShareRecord()
                .encode(
                        ByteBuffer.allocate(ShareRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN),
                        SampleWork.CUR_TIME,
                        1,
                        1,
                        0,
                        new byte[Hash256.BYTES],
                        ShareTarget.of(Difficulty.ONE, 1),
                        SampleWork.NETWORK_BITS);
        try (FileJournal journal = FileJournal.open(directory.path(), CONFIG)) {
            for (int i = 1; i <= RECORDS; i++) {
                journal.append(record);
                if (i % BATCH == 0) {
                    journal.flush();
                }
            }
        }
    }

    @TearDown
    public void tearDown() {
        directory.close();
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long scan() {
        try (FileJournal journal = FileJournal.open(directory.path(), CONFIG);
                JournalCursor cursor = journal.readFrom(1)) {
            long sum = 0;
            while (cursor.next()) {
                sum += cursor.record().epochMillis();
            }
            return sum;
        }
    }

    /** Reads the same files in large pieces and sums them up. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long baselineChecksum() throws IOException {
        CRC32C sum = new CRC32C();
        long bytes = 0;
        try (Stream<Path> files = Files.list(directory.path())) {
            List<Path> segments = files.filter(file -> file.toString().endsWith(Segment.SUFFIX))
                    .sorted()
                    .toList();
            for (Path segment : segments) {
                try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ)) {
                    while (file.read(chunk.clear()) >= 0) {
                        bytes += chunk.flip().remaining();
                        sum.update(chunk);
                    }
                }
            }
        }
        if (bytes < (long) RECORDS * FrameFormatV1.bytes(ShareRecord.BYTES)) {
            throw new IllegalStateException("only " + bytes + " bytes in the journal");
        }
        return sum.getValue();
    }
}
