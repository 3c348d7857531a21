package io.otedama.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.otedama.testkit.VirtualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/**
 * Any bytes where a segment's frames should be: what is read is a beginning of what was written, or damage is reported.
 * Input: pairs of three bytes, offset (2) and what is xored there (1); an odd first byte replaces the frames by the input.
 */
class SegmentFuzzTest {
    private static final int RECORDS = 12;

    @FuzzTest
    void whatIsReadWasWrittenOrDamageIsReported(byte[] input) throws IOException {
        FaultyDisk disk = new FaultyDisk(new Random(1));
        VirtualClock clock = new VirtualClock(1_700_000_000);
        FileJournal journal = disk.openJournal(JournalWorkload.SMALL, clock);
        for (int i = 1; i <= RECORDS; i++) {
            journal.append(TestRecord.of(i, TestRecord.MIN_BYTES + 10 * i));
            if (i % 3 == 0) {
                journal.flush();
            }
        }
        disk.kill();
        disk.delete(DurableMark.FILE);
        String name = Segment.name(1);
        if (input.length > 0 && (input[0] & 1) == 1) {
            try (JournalFile file = disk.open(name, true)) {
                file.write(ByteBuffer.wrap(input), SegmentHeader.BYTES);
            }
        } else {
            change(disk, name, input);
        }
        try (FileJournal found = disk.openJournal(JournalWorkload.SMALL, clock)) {
            List<Long> ids = JournalWorkload.read(found);
            assertThat(ids.size()).isLessThanOrEqualTo(RECORDS);
            for (int i = 0; i < ids.size(); i++) {
                assertThat(ids.get(i)).isEqualTo(i + 1);
            }
        } catch (JournalDamagedException e) {
            assertThat(e.offset()).isBetween(0L, (long) disk.content(name).length);
        }
    }

    private static void change(FaultyDisk disk, String name, byte[] input) {
        int size = disk.content(name).length;
        for (int i = 0; i + 2 < input.length; i += 3) {
            disk.flip(name, ((input[i] & 0xff) << 8 | input[i + 1] & 0xff) % size, input[i + 2]);
        }
    }
}
