package io.otedama.pipeline;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import io.otedama.metrics.PipelineStageEvent;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs several stages on one thread: stage by stage over the whole batch, so that a later stage sees only events that the
 * earlier one has finished, its end of batch included. The Disruptor frees the batch's slots after the last one.
 */
final class StageGroup implements EventHandler<ShareEvent> {
    private final RingBuffer<ShareEvent> ring;
    private final List<Stage> stages;
    private final BooleanSupplier stopped;
    private long batchStart = -1;

    /**
     * @param stopped true once any stage has thrown: the Disruptor moves a failed stage's sequence on all the same, and
     *     what lies behind it must not take that for success
     */
    StageGroup(RingBuffer<ShareEvent> ring, List<Stage> stages, BooleanSupplier stopped) {
        this.ring = ring;
        this.stages = List.copyOf(stages);
        this.stopped = stopped;
    }

    @Override
    public void onEvent(ShareEvent event, long sequence, boolean endOfBatch) {
        if (batchStart < 0) {
            batchStart = sequence;
        }
        if (!endOfBatch || stopped.getAsBoolean()) {
            return;
        }
        for (int s = 0; s < stages.size(); s++) {
            Stage stage = stages.get(s);
            PipelineStageEvent recording = PipelineStageEvent.beginIfWanted();
            for (long i = batchStart; i <= sequence; i++) {
                stage.onEvent(ring.get(i));
            }
            stage.onBatchEnd();
            if (recording != null) {
                recording.end(stage.getClass().getSimpleName(), batchStart, (int) (sequence - batchStart + 1));
            }
        }
        batchStart = -1;
    }
}
