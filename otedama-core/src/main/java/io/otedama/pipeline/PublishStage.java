package io.otedama.pipeline;

import io.otedama.chain.ShareTarget;
import io.otedama.chain.Work;
import io.otedama.session.Worker;
import io.otedama.spi.PoolClock;

/** Counts what happened, keeps hashrates, and empties the slot. The last stage. */
final class PublishStage implements Stage {
    private final PipelineMetrics metrics;
    private final PoolClock clock;
    private long batchNs;
    private boolean clockRead;

    PublishStage(PipelineMetrics metrics, PoolClock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void onEvent(ShareEvent event) {
        if (event.kind == ShareEvent.Kind.SHARE) {
            publishShare(event);
        } else if (event.kind == ShareEvent.Kind.RECORD) {
            metrics.records.increment();
        }
        event.clear();
    }

    /** One reading does for a batch: its answers are on their way together. */
    private long nowNs() {
        if (!clockRead) {
            clockRead = true;
            batchNs = clock.nanoTime();
        }
        return batchNs;
    }

    @Override
    public void onBatchEnd() {
        clockRead = false;
    }

    private void publishShare(ShareEvent event) {
        metrics.count(event.verdict);
        metrics.shareLatency.record(nowNs() - event.receivedNs);
        Worker worker = event.worker;
        ShareTarget target = event.candidate.target;
        if (worker == null) {
            return;
        }
        worker.release();
        if (event.verdict.isAccepted() && target != null) {
            Work work = target.work();
            long at = event.shareRecord.epochMillis();
            worker.statistics().accepted(at, work.hi(), work.lo(), event.shareRecord.bits(), event.candidate.isBlock);
            metrics.poolHashrate().add(at, work.hi(), work.lo());
        } else {
            worker.statistics().rejected(RejectReasons.of(event.verdict));
        }
    }
}
