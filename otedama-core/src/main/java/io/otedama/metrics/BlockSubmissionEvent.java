package io.otedama.metrics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One found block on its way to the nodes. Off unless a recording asks for it; then one object per event, else none. */
@Name("io.otedama.BlockSubmission")
@Label("Block Submission")
@Description("One found block, from its hash to the last answer of all nodes")
@Category("Otedama")
@Enabled(false)
@StackTrace(false)
public final class BlockSubmissionEvent extends Event {
    private static final BlockSubmissionEvent PROBE = new BlockSubmissionEvent();

    @Label("Block")
    @Nullable
    String block;

    @Label("Height")
    int height;

    @Label("Nodes")
    int nodes;

    @Label("Accepted")
    boolean accepted;

    private BlockSubmissionEvent() {}

    /** Begins to measure, or null when no recording wants this. */
    public static @Nullable BlockSubmissionEvent beginIfWanted() {
        if (!PROBE.isEnabled()) {
            return null;
        }
        BlockSubmissionEvent event = new BlockSubmissionEvent();
        event.begin();
        return event;
    }

    /** Ends the measurement and writes it, if it took as long as the recording asks. */
    public void end(String hash, int blockHeight, int asked, boolean taken) {
        block = hash;
        height = blockHeight;
        nodes = asked;
        accepted = taken;
        commit();
    }
}
