package io.otedama.metrics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One stage's work on one batch of the ring. Off unless a recording asks for it; then one object per event, else none. */
@Name("io.otedama.PipelineStage")
@Label("Pipeline Stage")
@Description("One stage of the share pipeline worked on one batch")
@Category("Otedama")
@Enabled(false)
@StackTrace(false)
public final class PipelineStageEvent extends Event {
    private static final PipelineStageEvent PROBE = new PipelineStageEvent();

    @Label("Stage")
    @Nullable
    String stage;

    @Label("First Sequence")
    long firstSequence;

    @Label("Events")
    int events;

    private PipelineStageEvent() {}

    /** Begins to measure, or null when no recording wants this. */
    public static @Nullable PipelineStageEvent beginIfWanted() {
        if (!PROBE.isEnabled()) {
            return null;
        }
        PipelineStageEvent event = new PipelineStageEvent();
        event.begin();
        return event;
    }

    /** Ends the measurement and writes it, if it took as long as the recording asks. */
    public void end(String stageName, long first, int count) {
        stage = stageName;
        firstSequence = first;
        events = count;
        commit();
    }
}
