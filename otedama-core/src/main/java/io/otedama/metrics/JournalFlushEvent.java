package io.otedama.metrics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One flush of the journal. Off unless a recording asks for it; then one object per event, else none. */
@Name("io.otedama.JournalFlush")
@Label("Journal Flush")
@Description("One flush of the journal, its force of the disk included")
@Category("Otedama")
@Enabled(false)
@StackTrace(false)
public final class JournalFlushEvent extends Event {
    private static final JournalFlushEvent PROBE = new JournalFlushEvent();

    @Label("Records")
    int records;

    @Label("Kept")
    boolean kept;

    private JournalFlushEvent() {}

    /** Begins to measure, or null when no recording wants this. */
    public static @Nullable JournalFlushEvent beginIfWanted() {
        if (!PROBE.isEnabled()) {
            return null;
        }
        JournalFlushEvent event = new JournalFlushEvent();
        event.begin();
        return event;
    }

    /** Ends the measurement and writes it, if it took as long as the recording asks. */
    public void end(int count, boolean all) {
        records = count;
        kept = all;
        commit();
    }
}
