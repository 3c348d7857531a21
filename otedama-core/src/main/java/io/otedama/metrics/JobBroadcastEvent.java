package io.otedama.metrics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One job on its way to the miners of a front end. Off unless a recording asks for it; then one object per event, else none. */
@Name("io.otedama.JobBroadcast")
@Label("Job Broadcast")
@Description("One job, from being told to a front end to its last event loop having written it")
@Category("Otedama")
@Enabled(false)
@StackTrace(false)
public final class JobBroadcastEvent extends Event {
    private static final JobBroadcastEvent PROBE = new JobBroadcastEvent();

    @Label("Job")
    long job;

    @Label("Height")
    int height;

    @Label("Purpose")
    @Nullable
    String purpose;

    @Label("Event Loops")
    int loops;

    private JobBroadcastEvent() {}

    /** Begins to measure, or null when no recording wants this. */
    public static @Nullable JobBroadcastEvent beginIfWanted() {
        if (!PROBE.isEnabled()) {
            return null;
        }
        JobBroadcastEvent event = new JobBroadcastEvent();
        event.begin();
        return event;
    }

    /** Ends the measurement and writes it, if it took as long as the recording asks. */
    public void end(long number, int blockHeight, String why, int loopCount) {
        job = number;
        height = blockHeight;
        purpose = why;
        loops = loopCount;
        commit();
    }
}
