package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.JournalException;
import org.junit.jupiter.api.Test;

class InMemoryJournalTest extends ShareJournalContract {
    private static final int LARGE = RecordView.MAX_BYTES;
    private static final int PER_CHUNK = InMemoryJournal.CHUNK_BYTES / LARGE;

    @Override
    protected ShareJournal open() {
        return new InMemoryJournal(2);
    }

    @Test
    void theOldestChunkLeavesWhenAllAreFull() {
        for (int i = 1; i <= 2 * PER_CHUNK; i++) {
            journal.append(record(LARGE, i));
            assertThat(journal.firstSequence()).isEqualTo(1);
        }
        journal.append(record(LARGE, 0));
        assertThat(journal.firstSequence()).isEqualTo(PER_CHUNK + 1);
        assertThat(journal.durableSequence()).isEqualTo(2 * PER_CHUNK + 1);
        assertThatThrownBy(() -> journal.readFrom(PER_CHUNK))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(String.valueOf(PER_CHUNK + 1));
        try (JournalCursor cursor = journal.readFrom(PER_CHUNK + 1)) {
            for (long s = PER_CHUNK + 1; s <= 2 * PER_CHUNK + 1; s++) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.record().sequence()).isEqualTo(s);
            }
            assertThat(cursor.next()).isFalse();
        }
    }

    @Test
    void aReaderThatIsOvertakenIsToldSoAndOneThatKeepsUpReadsForEver() {
        JournalCursor slow = journal.readFrom(1);
        JournalCursor fast = journal.readFrom(1);
        for (int i = 1; i <= 5 * PER_CHUNK; i++) {
            journal.append(record(LARGE - i % 5, i));
            assertThat(fast.next()).isTrue();
            assertThat(fast.record().sequence()).isEqualTo(i);
            assertThat(fast.record().epochMillis()).isEqualTo(1000 + i);
            if (i == 3) {
                assertThat(slow.next()).isTrue();
            }
        }
        assertThat(slow.record().sequence()).as("the copy stays").isEqualTo(1);
        assertThatThrownBy(slow::next).isInstanceOf(JournalException.class).hasMessageContaining("left memory");
    }

    @Test
    void whatIsNoLongerRetainedGoesAndTheMemoryWithIt() {
        journal.retain(3);
        for (int i = 1; i <= 4 * PER_CHUNK; i++) {
            journal.append(record(LARGE, i));
        }
        assertThat(journal.firstSequence())
                .as("the chunk that holds 3 and what follows")
                .isEqualTo(3);
        journal.retain(4 * PER_CHUNK);
        journal.append(record(LARGE, 0));
        assertThat(journal.firstSequence()).isEqualTo(3 * PER_CHUNK + 1);
    }

    @Test
    void fewerThanTwoChunksAreRefused() {
        assertThatThrownBy(() -> new InMemoryJournal(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
