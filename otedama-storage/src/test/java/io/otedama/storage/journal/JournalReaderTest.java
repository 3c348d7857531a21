package io.otedama.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.JournalException;
import io.otedama.spi.JournalCursor;
import io.otedama.storage.journal.FaultyDisk.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReaderTest {
    private static final JournalConfig SMALL = JournalWorkload.SMALL;

    @TempDir
    Path directory;

    private static void append(FileJournal journal, int from, int to) {
        for (int i = from; i <= to; i++) {
            journal.append(TestRecord.of(i, 100));
        }
        journal.flush();
    }

    @Test
    void aDirectoryWithoutAJournalIsRefused() {
        assertThatThrownBy(() -> JournalReader.open(directory.resolve("none")))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("no journal in")
                .hasMessageContaining("none");
    }

    @Test
    void aStoppedJournalIsReadWithoutChangingAnything() throws IOException {
        try (FileJournal journal = FileJournal.open(directory, SMALL)) {
            for (int batch = 0; batch < 10; batch++) {
                append(journal, batch * 10 + 1, batch * 10 + 10);
            }
        }
        Map<Path, FileTime> before = files();
        try (JournalReader reader = JournalReader.open(directory);
                JournalCursor cursor = reader.readFrom(1)) {
            assertThat(reader.isLive()).isFalse();
            assertThat(reader.firstSequence()).isEqualTo(1);
            assertThat(reader.lastSequence()).isEqualTo(100);
            assertThat(JournalWorkload.read(cursor)).hasSize(100).endsWith(100L);
            assertThat(reader.tornTail()).isEmpty();
            assertThat(reader.verify(bytes -> {})).isEmpty();
            List<JournalSegment> segments = reader.segments();
            assertThat(segments).hasSizeGreaterThan(2);
            for (int i = 1; i < segments.size(); i++) {
                assertThat(segments.get(i).firstSequence())
                        .isEqualTo(segments.get(i - 1).lastSequence() + 1);
            }
            assertThat(segments.get(segments.size() - 1).lastSequence()).isEqualTo(100);
        }
        assertThat(files()).isEqualTo(before);
    }

    private Map<Path, FileTime> files() throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    @Test
    void aRunningPoolIsFollowedAcrossSegmentsUpToWhatItAcknowledged() {
        try (FileJournal journal = FileJournal.open(directory, SMALL);
                JournalReader reader = JournalReader.open(directory);
                JournalCursor cursor = reader.readFrom(1)) {
            assertThat(reader.isLive()).isTrue();
            for (int i = 1; i <= 200; i++) {
                assertThat(cursor.next()).isFalse();
                journal.append(TestRecord.of(i, 100));
                assertThat(cursor.next()).as("not flushed").isFalse();
                journal.flush();
                assertThat(cursor.next()).isTrue();
                assertThat(TestRecord.id(cursor.record())).isEqualTo(i);
            }
            assertThat(reader.segments()).hasSizeGreaterThan(3);
            assertThat(reader.lastSequence()).isEqualTo(200);
        }
    }

    @Test
    void aReaderDoesNotTakeTheLockAway() {
        try (FileJournal journal = FileJournal.open(directory, SMALL)) {
            JournalReader.open(directory).close();
            assertThatThrownBy(() -> FileJournal.open(directory, SMALL))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("in use");
            append(journal, 1, 1);
        }
        FileJournal.open(directory, SMALL).close();
    }

    @Test
    void aReaderThatWasThereBeforeThePoolFollowsIt() {
        try (FileJournal journal = FileJournal.open(directory, SMALL)) {
            append(journal, 1, 5);
        }
        try (JournalReader reader = JournalReader.open(directory);
                JournalCursor cursor = reader.readFrom(1)) {
            assertThat(JournalWorkload.read(cursor)).hasSize(5);
            try (FileJournal journal = FileJournal.open(directory, SMALL)) {
                append(journal, 6, 8);
                assertThat(JournalWorkload.read(cursor)).containsExactly(6L, 7L, 8L);
            }
        }
    }

    @Test
    void aFollowerNeverSeesWhatWasTakenBack() {
        FaultyDisk disk = new FaultyDisk(new Random(3));
        JournalWorkload work = new JournalWorkload(disk, new Random(3));
        try (FileJournal journal = disk.openJournal(SMALL, work.clock)) {
            append(journal, 1, 3);
            JournalReader reader = disk.openReader();
            JournalCursor cursor = reader.readFrom(1);
            assertThat(JournalWorkload.read(cursor)).hasSize(3);
            disk.failAt(2, Fault.FAIL); // the force: the frames are in the file
            assertThatThrownBy(() -> append(journal, 104, 105)).isInstanceOf(JournalException.class);
            assertThat(cursor.next()).isFalse();
            append(journal, 4, 5);
            assertThat(JournalWorkload.read(cursor)).containsExactly(4L, 5L);
            assertThat(reader.segments().get(1).voidFrom()).isEqualTo(4);
        }
    }

    @Test
    void aTornTailIsShownAndCutOffByTheNextStart() throws IOException {
        try (FileJournal journal = FileJournal.open(directory, JournalConfig.defaults())) {
            append(journal, 1, 5);
        }
        Path file = directory.resolve(Segment.name(1));
        long end;
        try (JournalReader reader = JournalReader.open(directory)) {
            end = SegmentHeader.BYTES + 5L * FrameFormatV1.bytes(100) + FrameFormatV1.CLOSE_BYTES;
            assertThat(reader.tornTail()).isEmpty();
        }
        byte[] content = Files.readAllBytes(file);
        content[(int) end + 40] = 1;
        Files.write(file, content, StandardOpenOption.WRITE);
        try (JournalReader reader = JournalReader.open(directory)) {
            assertThat(reader.tornTail()).contains(new TornTail(file.toString(), end, 48));
            assertThat(reader.lastSequence()).isEqualTo(5);
        }
        try (FileJournal journal = FileJournal.open(directory, JournalConfig.defaults())) {
            assertThat(journal.durableSequence()).isEqualTo(5);
            append(journal, 6, 6);
        }
        try (JournalReader reader = JournalReader.open(directory)) {
            assertThat(reader.tornTail()).isEmpty();
            assertThat(reader.lastSequence()).isEqualTo(6);
        }
    }

    @Test
    void damageIsFoundWhereItIsAndReadUpTo() throws IOException {
        try (FileJournal journal = FileJournal.open(directory, JournalConfig.defaults())) {
            append(journal, 1, 5);
        }
        Path file = directory.resolve(Segment.name(1));
        byte[] content = Files.readAllBytes(file);
        int third = SegmentHeader.BYTES + 2 * FrameFormatV1.bytes(100);
        content[third + 50] ^= 4;
        Files.write(file, content, StandardOpenOption.WRITE);
        try (JournalReader reader = JournalReader.open(directory);
                JournalCursor cursor = reader.readFrom(1)) {
            assertThat(cursor.next() && cursor.next()).isTrue();
            assertThatThrownBy(cursor::next).isInstanceOf(JournalDamagedException.class);
            assertThatThrownBy(reader::lastSequence).isInstanceOf(JournalDamagedException.class);
            assertThat(reader.verify(bytes -> {})).singleElement().satisfies(damage -> {
                assertThat(damage.segment()).isEqualTo(file.toString());
                assertThat(damage.offset()).isEqualTo(third);
            });
        }
    }
}
