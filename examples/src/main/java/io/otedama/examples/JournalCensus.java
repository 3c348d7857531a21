package io.otedama.examples;

import io.otedama.spi.JournalCursor;
import io.otedama.storage.journal.JournalDamagedException;
import io.otedama.storage.journal.JournalReader;
import io.otedama.storage.journal.JournalSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every record of a journal, read once and counted.
 *
 * @param counts records by type
 * @param damage the first of each damaged segment; the records behind it in that segment are not counted
 */
record JournalCensus(List<JournalSegment> segments, Map<String, Long> counts, List<JournalDamagedException> damage) {

    static JournalCensus of(JournalReader journal) {
        List<JournalSegment> segments = journal.segments();
        Map<String, Long> counts = new TreeMap<>();
        List<JournalDamagedException> damage = new ArrayList<>();
        boolean endIsKnown = true;
        try {
            journal.lastSequence();
        } catch (JournalDamagedException e) {
            endIsKnown = false;
        }
        for (JournalSegment segment : segments) {
            boolean last = segment.equals(segments.get(segments.size() - 1));
            long end = last && !endIsKnown ? Long.MAX_VALUE : segment.lastSequence();
            try (JournalCursor cursor = journal.readFrom(segment.firstSequence())) {
                for (long next = segment.firstSequence(); next <= end && cursor.next(); next++) {
                    counts.merge(RecordFields.type(cursor.record()), 1L, Long::sum);
                }
            } catch (JournalDamagedException e) {
                damage.add(e);
            }
        }
        return new JournalCensus(segments, counts, List.copyOf(damage));
    }
}
