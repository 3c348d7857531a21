package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.JournalException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ShareJournal} promises. */
public abstract class ShareJournalContract {
    protected ShareJournal journal;

    /** A new, empty journal. */
    protected abstract ShareJournal open() throws Exception;

    @BeforeEach
    void openJournal() throws Exception {
        journal = open();
    }

    @AfterEach
    void closeJournal() {
        journal.close();
    }

    /** A record of any length with recognisable content; its type is that of a job. */
    protected static RecordView record(int lengthBytes, int seed) {
        return new AnyRecord().encode(lengthBytes, seed);
    }

    private static final class AnyRecord extends RecordView {
        private RecordView encode(int lengthBytes, int seed) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(Math.max(lengthBytes, HEADER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            begin(bytes, RecordType.JOB, Math.max(lengthBytes, HEADER_BYTES), 1000L + seed);
            for (int i = HEADER_BYTES; i < lengthBytes; i++) {
                bytes.put(i, (byte) (seed + i));
            }
            bytes.putInt(0, lengthBytes);
            return this;
        }
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            journal.append(record(40 + i % 60, i));
        }
    }

    private static List<Long> sequences(JournalCursor cursor) {
        List<Long> read = new ArrayList<>();
        while (cursor.next()) {
            read.add(cursor.record().sequence());
        }
        return read;
    }

    @Test
    void anEmptyJournalBeginsAtOne() {
        assertThat(journal.firstSequence()).isEqualTo(1);
        assertThat(journal.durableSequence()).isZero();
        try (JournalCursor cursor = journal.readFrom(1)) {
            assertThat(cursor.next()).isFalse();
        }
    }

    @Test
    void sequencesStartAtOneAndHaveNoGaps() {
        for (int i = 1; i <= 100; i++) {
            assertThat(journal.append(record(64, i))).isEqualTo(i);
            if (i % 7 == 0) {
                journal.flush();
                assertThat(journal.durableSequence()).isEqualTo(i);
            }
        }
    }

    @Test
    void aRecordIsCopiedWithItsSequence() {
        RecordView record = record(100, 3);
        journal.append(record);
        record.assignSequence(99);
        ((AnyRecord) record).encode(30, 5);
        journal.flush();
        try (JournalCursor cursor = journal.readFrom(1)) {
            assertThat(cursor.next()).isTrue();
            RecordView stored = cursor.record();
            assertThat(stored.sequence()).isEqualTo(1);
            assertThat(stored.length()).isEqualTo(100);
            assertThat(stored.type()).isEqualTo(RecordType.JOB);
            assertThat(stored.epochMillis()).isEqualTo(1003);
            for (int i = RecordView.HEADER_BYTES; i < 100; i++) {
                assertThat(stored.buffer.get(stored.offset + i)).isEqualTo((byte) (3 + i));
            }
        }
    }

    @Test
    void flushMakesEverythingAppendedDurable() {
        append(10);
        journal.flush();
        assertThat(journal.durableSequence()).isEqualTo(10);
        journal.flush();
        assertThat(journal.durableSequence()).isEqualTo(10);
    }

    @Test
    void cursorsBeginAnywhereAndKnowNothingOfEachOther() {
        append(20);
        journal.flush();
        try (JournalCursor all = journal.readFrom(1);
                JournalCursor some = journal.readFrom(15);
                JournalCursor none = journal.readFrom(21)) {
            assertThat(all.next()).isTrue();
            assertThat(sequences(some)).containsExactly(15L, 16L, 17L, 18L, 19L, 20L);
            assertThat(sequences(all)).hasSize(19).startsWith(2L).endsWith(20L);
            assertThat(none.next()).isFalse();
        }
    }

    @Test
    void aCursorFollowsLive() {
        try (JournalCursor cursor = journal.readFrom(1)) {
            for (int i = 1; i <= 50; i++) {
                assertThat(cursor.next()).isFalse();
                journal.append(record(50, i));
                journal.flush();
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.record().sequence()).isEqualTo(i);
            }
        }
    }

    @Test
    void sequencesThatAreNotHeldAreRefused() {
        append(3);
        journal.flush();
        assertThatThrownBy(() -> journal.readFrom(0)).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> journal.readFrom(-1)).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> journal.readFrom(5)).isInstanceOf(JournalException.class);
    }

    @Test
    void theSmallestAndTheLargestRecordFitAndOneByteBeyondIsRefused() {
        assertThat(journal.append(record(RecordView.HEADER_BYTES, 1))).isEqualTo(1);
        assertThat(journal.append(record(RecordView.MAX_BYTES, 2))).isEqualTo(2);
        assertThatThrownBy(() -> journal.append(record(RecordView.MAX_BYTES + 1, 3)))
                .isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> journal.append(record(RecordView.HEADER_BYTES - 1, 4)))
                .isInstanceOf(JournalException.class);
        assertThat(journal.append(record(30, 5))).as("nothing was appended").isEqualTo(3);
        journal.flush();
        try (JournalCursor cursor = journal.readFrom(1)) {
            assertThat(sequences(cursor)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void readersOnOtherThreadsSeeEveryDurableRecordOnce() throws Exception {
        int count = 5_000;
        CompletableFuture<List<Long>> reader = CompletableFuture.supplyAsync(() -> {
            List<Long> read = new ArrayList<>();
            try (JournalCursor cursor = journal.readFrom(1)) {
                while (read.size() < count) {
                    if (cursor.next()) {
                        read.add(cursor.record().sequence());
                    } else {
                        Thread.yield();
                    }
                }
            }
            return read;
        });
        for (int i = 0; i < count; i++) {
            journal.append(record(104, i));
            if (i % 50 == 49) {
                journal.flush();
            }
        }
        List<Long> read = reader.get(20, TimeUnit.SECONDS);
        for (int i = 0; i < count; i++) {
            assertThat(read.get(i)).isEqualTo(i + 1);
        }
    }

    @Test
    void whatIsRetainedStaysWhateverTheJournalsBound() {
        journal.retain(1);
        int count = 100;
        for (int i = 1; i <= count; i++) {
            journal.append(record(40_000, i));
            journal.flush();
        }
        assertThat(journal.firstSequence()).isEqualTo(1);
        journal.retain(count + 1L);
        try (JournalCursor cursor = journal.readFrom(journal.firstSequence())) {
            assertThat(sequences(cursor)).hasSize(count).endsWith((long) count);
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        append(1);
        journal.flush();
        journal.close();
        journal.close();
    }
}
