package io.otedama.pipeline;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import java.util.List;

/**
 * Runs several stages on one thread: stage by stage over the whole batch, so that a later stage sees only events that the
 * earlier one has finished, its end of batch included. The Disruptor frees the batch's slots after the last one.
 */
final class StageGroup implements EventHandler<ShareEvent> {
    private final RingBuffer<ShareEvent> ring;
    private final List<Stage> stages;
    private long batchStart = -1;

    StageGroup(RingBuffer<ShareEvent> ring, List<Stage> stages) {
        this.ring = ring;
        this.stages = List.copyOf(stages);
    }

    @Override
    public void onEvent(ShareEvent event, long sequence, boolean endOfBatch) {
        if (batchStart < 0) {
            batchStart = sequence;
        }
        if (!endOfBatch) {
            return;
        }
        for (int s = 0; s < stages.size(); s++) {
            Stage stage = stages.get(s);
            for (long i = batchStart; i <= sequence; i++) {
                stage.onEvent(ring.get(i));
            }
            stage.onBatchEnd();
        }
        batchStart = -1;
    }
}
