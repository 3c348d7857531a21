package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.GuardStoreException;
import io.otedama.spi.PoolControl.Ban;
import io.otedama.spi.PoolControl.StandingEvent;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link GuardStore} promises. */
public abstract class GuardStoreContract {
    @TempDir
    protected Path directory;

    protected GuardStore store;

    /** The store in that directory, new or as it was left. */
    protected abstract GuardStore open(Path directory) throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open(directory);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    protected final void reopen() throws Exception {
        store.close();
        store = open(directory);
    }

    /** Recognisable in every field. */
    public static GuardRecord sample(int number) {
        List<StandingEvent> events = IntStream.range(0, number % 4)
                .mapToObj(i -> new StandingEvent(1_700_000_000_000L + i, "KIND_" + i, number + i, -7L * number - i))
                .toList();
        Ban ban = number % 3 == 0
                ? null
                : new Ban(
                        "203.0.113.7",
                        1_700_000_000_000L - number,
                        Long.MAX_VALUE - number,
                        number,
                        "für immer " + number);
        String worker = number % 2 == 0 ? "" : " alice.rig" + number;
        return new GuardRecord(
                "10.0." + (number >> 8) + "." + (number & 255) + worker,
                3L * number,
                5L * number,
                "WARN",
                number,
                events,
                ban);
    }

    private static List<GuardRecord> samples(int count) {
        return IntStream.range(0, count).mapToObj(GuardStoreContract::sample).toList();
    }

    @Test
    void aNewStoreIsEmpty() {
        assertThat(store.load()).isEmpty();
    }

    @Test
    void whatWasKeptLastIsThereAtOnceAndLater() throws Exception {
        store.replace(samples(10));
        store.replace(samples(100));
        assertThat(store.load()).isEqualTo(samples(100));
        reopen();
        assertThat(store.load()).isEqualTo(samples(100));
        store.replace(List.of());
        reopen();
        assertThat(store.load()).isEmpty();
    }

    @Test
    void theLargestRecordIsKept() throws Exception {
        StandingEvent event = new StandingEvent(Long.MIN_VALUE, "K".repeat(60), Long.MAX_VALUE, Long.MIN_VALUE);
        String subject = "s".repeat(GuardRecord.MAX_SUBJECT_CHARS);
        GuardRecord largest = new GuardRecord(
                subject,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                "STEP",
                -1,
                Collections.nCopies(GuardRecord.MAX_EVENTS, event),
                new Ban(subject, 0, 0, Integer.MAX_VALUE, "r".repeat(200)));
        store.replace(List.of(largest));
        reopen();
        assertThat(store.load()).containsExactly(largest);
    }

    @Test
    void tooMuchIsRefusedAndWhatWasThereStays() {
        store.replace(samples(3));
        GuardRecord record = sample(0);
        GuardRecord nameless = new GuardRecord("", 0, 0, "NONE", 0, List.of(), null);
        GuardRecord longName =
                new GuardRecord("s".repeat(GuardRecord.MAX_SUBJECT_CHARS + 1), 0, 0, "NONE", 0, List.of(), null);
        GuardRecord busy = new GuardRecord(
                "s",
                0,
                0,
                "NONE",
                0,
                Collections.nCopies(GuardRecord.MAX_EVENTS + 1, new StandingEvent(0, "K", 1, 1)),
                null);
        for (List<GuardRecord> wrong : List.of(
                Collections.nCopies(GuardStore.MAX_RECORDS + 1, record),
                List.of(nameless),
                List.of(longName),
                List.of(busy))) {
            assertThatThrownBy(() -> store.replace(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(store.load()).isEqualTo(samples(3));
    }

    @Test
    void aClosedStoreSaysSo() {
        store.close();
        store.close();
        assertThatThrownBy(() -> store.load()).isInstanceOf(GuardStoreException.class);
        assertThatThrownBy(() -> store.replace(List.of())).isInstanceOf(GuardStoreException.class);
    }
}
