package io.otedama.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.JournalException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A changed byte is reported with its place; only what nobody was promised may be cut off. */
class DamageIT {
    private static final int BATCHES = 32;
    private static final int PER_BATCH = 4;
    private static final int RECORDS = BATCHES * PER_BATCH;

    private final JournalWorkload work = new JournalWorkload(new FaultyDisk(new Random(1)), new Random(1));
    private FaultyDisk disk;

    @BeforeEach
    void newDisk() {
        disk = new FaultyDisk(new Random(1));
    }

    private FileJournal open() {
        return disk.openJournal(JournalWorkload.SMALL, work.clock);
    }

    /** Three segments, the last one not full. */
    private FileJournal written() {
        FileJournal journal = open();
        for (int i = 1; i <= RECORDS; i++) {
            journal.append(TestRecord.of(i, TestRecord.MIN_BYTES + i % 100));
            if (i % PER_BATCH == 0) {
                journal.flush();
            }
        }
        return journal;
    }

    private List<String> segments() throws Exception {
        List<String> names = new ArrayList<>(disk.list());
        names.removeIf(name -> !Segment.isName(name));
        return names;
    }

    /** The records that are found, or the damage. */
    private Object reopened() {
        try (FileJournal journal = open()) {
            return JournalWorkload.read(journal);
        } catch (JournalDamagedException e) {
            return e;
        } finally {
            disk.kill();
        }
    }

    @Test
    void everyChangedByteOfACleanJournalIsReportedOrWithoutEffect() throws Exception {
        written().close();
        assertThat(segments()).hasSizeGreaterThan(2);
        List<Long> all = ids(RECORDS);
        int reported = 0;
        for (String name : segments()) {
            int length = disk.content(name).length;
            for (int offset = 0; offset < length; offset++) {
                FaultyDisk whole = disk;
                disk = copyOf(whole);
                disk.flip(name, offset, 1 << offset % 8);
                Object found = reopened();
                if (found instanceof JournalDamagedException damage) {
                    reported++;
                    assertThat(damage.segment()).endsWith(name);
                    assertThat(damage.offset()).isBetween(offset - 200L, (long) offset);
                } else {
                    assertThat(found).as("%s, byte %d", name, offset).isEqualTo(all);
                }
                disk = whole;
            }
        }
        assertThat(reported).isGreaterThan(RECORDS * TestRecord.MIN_BYTES);
    }

    @Test
    void withoutACleanCloseAtMostTheLastBatchIsCutOff() throws Exception {
        written();
        disk.kill();
        String last = segments().get(segments().size() - 1);
        int cut = 0;
        for (int offset = 0; offset < disk.content(last).length; offset++) {
            FaultyDisk whole = disk;
            disk = copyOf(whole);
            disk.delete(DurableMark.FILE);
            disk.flip(last, offset, 0x10);
            Object found = reopened();
            if (found instanceof List<?> records) {
                assertThat(records.size()).isGreaterThanOrEqualTo(RECORDS - PER_BATCH);
                assertThat(records).isEqualTo(ids(records.size()));
                cut += records.size() < RECORDS ? 1 : 0;
            }
            disk = whole;
        }
        assertThat(cut).isGreaterThan(TestRecord.MIN_BYTES);
    }

    @Test
    void theMarkOfAPoolThatWasKilledProvesItsLastBatch() throws Exception {
        written();
        disk.kill();
        String last = segments().get(segments().size() - 1);
        byte[] content = disk.content(last);
        int end = content.length;
        while (content[end - 1] == 0) {
            end--;
        }
        disk.flip(last, end - 1, 1);
        assertThat(reopened())
                .isInstanceOf(JournalDamagedException.class)
                .asString()
                .contains(last, "everything up to " + RECORDS + " was durable", "nothing was changed");
    }

    @Test
    void aMissingSegmentIsReported() throws Exception {
        written().close();
        List<String> names = segments();
        disk.delete(names.get(names.size() - 1));
        assertThat(reopened()).isInstanceOf(JournalDamagedException.class);
    }

    @Test
    void allSegmentsMissingIsReported() throws Exception {
        written().close();
        for (String name : segments()) {
            disk.delete(name);
        }
        assertThat(reopened()).asString().contains("no segment at all", RECORDS + " records");
    }

    @Test
    void aHoleBetweenSegmentsIsReportedWithItsPlace() throws Exception {
        written().close();
        String first = segments().get(0);
        disk.delete(segments().get(1));
        assertThat(reopened()).asString().contains(first, "is not there or not readable");
    }

    @Test
    void aHalfMadeSegmentIsNoObstacle() throws Exception {
        written();
        disk.kill();
        try (JournalFile half = disk.create(Segment.name(RECORDS + 1) + Segment.UNFINISHED)) {
            half.write(ByteBuffer.wrap(new byte[30]), 0);
        }
        assertThat(reopened()).isEqualTo(ids(RECORDS));
        assertThat(disk.list()).noneMatch(name -> name.endsWith(Segment.UNFINISHED));
    }

    @Test
    void aNewerFormatIsRefusedByName() throws Exception {
        written().close();
        String name = segments().get(0);
        ByteBuffer header = ByteBuffer.wrap(disk.content(name), 0, SegmentHeader.BYTES)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(8, 7);
        CRC32C crc = new CRC32C();
        crc.update(header.slice(0, 60));
        header.putInt(60, (int) crc.getValue());
        try (JournalFile file = disk.open(name, true)) {
            file.write(header, 0);
        }
        assertThatThrownBy(this::open)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("journal format 7");
    }

    private static List<Long> ids(int count) {
        List<Long> ids = new ArrayList<>();
        for (long i = 1; i <= count; i++) {
            ids.add(i);
        }
        return ids;
    }

    private static FaultyDisk copyOf(FaultyDisk from) throws Exception {
        FaultyDisk copy = new FaultyDisk(new Random(1));
        for (String name : from.list()) {
            try (JournalFile file = copy.create(name)) {
                file.write(ByteBuffer.wrap(from.content(name)), 0);
                file.force();
            }
        }
        return copy;
    }
}
