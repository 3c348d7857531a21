package io.otedama.storage.journal;

import java.time.Instant;

/**
 * A segment file, for whoever inspects a journal.
 *
 * @param file its path
 * @param lastSequence one before the first when it holds no record
 * @param bytes size of the file, preallocated zeros included
 * @param voidFrom what the segment before holds from this sequence on was taken back; 0 when nothing was
 */
public record JournalSegment(
        String file,
        int formatVersion,
        long firstSequence,
        long lastSequence,
        long bytes,
        long voidFrom,
        Instant created) {}
