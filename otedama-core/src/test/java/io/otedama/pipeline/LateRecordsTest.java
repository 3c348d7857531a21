package io.otedama.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.error.JournalException;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.BootRecord;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.RecordView;
import io.otedama.spi.WorkerRecord;
import io.otedama.testkit.FaultyJournal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 31: records that the journal refused come in their old order, as soon as it takes some again. */
class LateRecordsTest {
    private final List<Throwable> errors = new ArrayList<>();
    private final LateRecords late = new LateRecords((where, error, fatal) -> errors.add(error));
    private final FaultyJournal journal = new FaultyJournal();

    private static ByteBuffer bytes() {
        return ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static RecordView block(int height) {
        return new BlockRecord().encode(bytes(), height, Status.FOUND, height, Hash256.ZERO, 1, 1, 0, 50, 0);
    }

    private List<Long> times() {
        List<Long> times = new ArrayList<>();
        journal.flush();
        try (JournalCursor cursor = journal.readFrom(1)) {
            while (cursor.next()) {
                times.add(cursor.record().epochMillis());
            }
        }
        return times;
    }

    @Test
    void whatWasTakenBackComesBeforeWhatWasNeverTaken() {
        late.add(block(3));
        late.addFirst(block(2));
        late.addFirst(block(1));
        late.add(block(4));
        ShareEvent event = new ShareEvent();
        late.appendTo(journal, event);
        assertThat(times()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(event.preceding).extracting(RecordView::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(late.size()).isZero();
    }

    @Test
    void itStopsAtTheFirstThatIsRefusedAndGoesOnThere() {
        for (int i = 1; i <= 5; i++) {
            late.add(block(i));
        }
        journal.failAppend = n -> n == 3;
        ShareEvent event = new ShareEvent();
        assertThatThrownBy(() -> late.appendTo(journal, event)).isInstanceOf(JournalException.class);
        assertThat(event.preceding).hasSize(2);
        late.appendTo(journal, event);
        assertThat(times()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void introductionsAndBootsDoNotWait() {
        assertThat(late.add(new WorkerRecord().encode(bytes(), 1, 1, "alice", "alice")))
                .isFalse();
        assertThat(late.addFirst(new BootRecord().encode(bytes(), 1, 1, Hash256.ZERO, "otedama")))
                .isFalse();
        assertThat(late.size()).isZero();
    }

    @Test
    void oneBeyondTheLimitIsReported() {
        for (int i = 0; i < LateRecords.MAX_WAITING; i++) {
            late.add(block(i));
        }
        assertThat(errors).isEmpty();
        assertThat(late.add(block(0))).isTrue();
        assertThat(late.size()).isEqualTo(LateRecords.MAX_WAITING);
        assertThat(errors).hasSize(1);
    }
}
