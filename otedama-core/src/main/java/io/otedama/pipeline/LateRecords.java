package io.otedama.pipeline;

import io.otedama.error.ErrorHandler;
import io.otedama.error.JournalException;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareJournal;
import java.util.ArrayDeque;

/**
 * Job, split and block records that the journal has refused so far, oldest first. Miners work on these jobs and nodes hold these
 * blocks whatever the disk does, so their records cannot be dropped. The journal's thread only.
 */
final class LateRecords {
    /** Records that may wait; more than a day of jobs. One more is reported and lost. */
    static final int MAX_WAITING = 4096;

    private final ErrorHandler errors;
    private final ArrayDeque<RecordView> waiting = new ArrayDeque<>();

    LateRecords(ErrorHandler errors) {
        this.errors = errors;
    }

    /** Appends all that wait, in front of the event's own record; stops at the first that the journal refuses. */
    void appendTo(ShareJournal journal, ShareEvent event) {
        for (RecordView record = waiting.peek(); record != null; record = waiting.peek()) {
            record.assignSequence(journal.append(record));
            event.preceding.add(record);
            waiting.remove();
        }
    }

    /** The youngest. False when a record of this type is not kept. */
    boolean add(RecordView record) {
        if (!isKept(record)) {
            return false;
        }
        if (hasRoom(record)) {
            waiting.add(record);
        }
        return true;
    }

    /** Taken back from the journal: older than all that wait. False when a record of this type is not kept. */
    boolean addFirst(RecordView record) {
        if (!isKept(record)) {
            return false;
        }
        if (hasRoom(record)) {
            waiting.addFirst(record);
        }
        return true;
    }

    int size() {
        return waiting.size();
    }

    /** Introductions come again with the worker's next share; a boot that could not be recorded ends the start. */
    private static boolean isKept(RecordView record) {
        return switch (record.type()) {
            case JOB, SPLIT, BLOCK -> true;
            default -> false;
        };
    }

    private boolean hasRoom(RecordView record) {
        if (waiting.size() < MAX_WAITING) {
            return true;
        }
        errors.onError(
                "journal",
                new JournalException(MAX_WAITING + " records wait for the journal already; lost one of type "
                        + record.type() + ", time " + record.epochMillis()),
                false);
        return false;
    }
}
