package io.otedama.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.error.JournalException;
import io.otedama.spi.JournalCursor;
import io.otedama.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Appends batches of records, remembers what the journal said about each, and compares with what is found later. */
final class JournalWorkload {
    static final JournalConfig SMALL =
            JournalConfig.defaults().withSegmentBytes(4096).withPreallocationBytes(1024);

    final VirtualClock clock = new VirtualClock(1_700_000_000);
    private final FaultyDisk disk;
    private final Random random;
    private final List<Long> acknowledged = new ArrayList<>();
    private final Set<Long> refused = new HashSet<>();
    private long nextId = 1;

    JournalWorkload(FaultyDisk disk, Random random) {
        this.disk = disk;
        this.random = random;
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** Ends early when the power goes. */
    void run(FileJournal journal, int batches) {
        for (int i = 0; i < batches && !disk.isOff(); i++) {
            batch(journal);
            clock.advance(Duration.ofSeconds(1));
            if (random.nextInt(4) == 0) {
                disk.makeRoom();
            }
        }
    }

    private void batch(FileJournal journal) {
        List<Long> appended = new ArrayList<>();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            long id = nextId++;
            try {
                long sequence = journal.append(TestRecord.of(id, TestRecord.MIN_BYTES + random.nextInt(300)));
                appended.add(id);
                assertThat(sequence).isEqualTo(acknowledged.size() + appended.size());
            } catch (JournalException e) {
                refused.add(id);
            }
        }
        try {
            journal.flush();
            acknowledged.addAll(appended);
        } catch (JournalException e) {
            if (!disk.isOff()) {
                refused.addAll(appended); // with the power goes the answer too: nobody was told
            }
        }
        assertThat(journal.durableSequence()).isEqualTo(acknowledged.size());
    }

    /** Everything acknowledged is there, in order, nothing refused is; what nobody was told counts from now on. */
    void check(FileJournal journal) {
        List<Long> found = read(journal);
        assertThat(found.size()).as("records found").isGreaterThanOrEqualTo(acknowledged.size());
        checkConsistent(found);
    }

    /** As {@link #check}, but the end may be missing. */
    void checkPrefix(FileJournal journal) {
        checkConsistent(read(journal));
    }

    private void checkConsistent(List<Long> found) {
        int both = Math.min(found.size(), acknowledged.size());
        assertThat(found.subList(0, both)).isEqualTo(acknowledged.subList(0, both));
        assertThat(found).as("records that were refused").noneMatch(refused::contains);
        acknowledged.clear();
        acknowledged.addAll(found);
    }

    static List<Long> read(FileJournal journal) {
        try (JournalCursor cursor = journal.readFrom(1)) {
            return read(cursor);
        }
    }

    static List<Long> read(JournalCursor cursor) {
        List<Long> found = new ArrayList<>();
        while (cursor.next()) {
            found.add(TestRecord.id(cursor.record()));
        }
        return found;
    }
}
