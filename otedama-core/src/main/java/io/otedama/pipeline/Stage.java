package io.otedama.pipeline;

/** One step of the pipeline. Called by one thread at a time, in ring order. What it throws stops the pool. */
interface Stage {
    void onEvent(ShareEvent event);

    /** All events of this batch have passed {@link #onEvent}. */
    default void onBatchEnd() {}
}
