package io.otedama.pipeline;

import io.otedama.chain.ShareTarget;
import io.otedama.session.MinerSession;
import io.otedama.session.ReplyQueue;
import io.otedama.spi.PoolClock;
import java.util.ArrayList;
import java.util.List;

/** Sends every verdict on its way and completes the futures of records; wakes each event loop once per batch. */
final class ReplyStage implements Stage {
    private final List<ReplyQueue> touched = new ArrayList<>();

    private final PipelineMetrics metrics;
    private final PoolClock clock;

    /** Of this batch's first share with a record, which waits longest; 0 when there is none. */
    private long oldestJournaledNs;

    ReplyStage(PipelineMetrics metrics, PoolClock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void onEvent(ShareEvent event) {
        if (event.kind == ShareEvent.Kind.SHARE) {
            reply(event);
        } else if (event.recorded != null) {
            event.recorded.complete(event.journalSequence);
        }
    }

    private void reply(ShareEvent event) {
        ReplyQueue replies = event.replies;
        MinerSession session = event.session;
        ShareTarget target = event.candidate.target;
        if (replies == null || session == null) {
            throw new IllegalStateException("share without a way back");
        }
        if (oldestJournaledNs == 0) {
            oldestJournaledNs = event.journaledNs;
        }
        replies.offer(session, event.token, event.verdict, target);
        if (!isTouched(replies)) {
            touched.add(replies);
        }
    }

    private boolean isTouched(ReplyQueue replies) {
        for (int i = 0; i < touched.size(); i++) {
            if (touched.get(i) == replies) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onBatchEnd() {
        for (int i = 0; i < touched.size(); i++) {
            touched.get(i).endOfBatch();
        }
        touched.clear();
        if (oldestJournaledNs != 0) {
            metrics.replyLatency.record(clock.nanoTime() - oldestJournaledNs);
            oldestJournaledNs = 0;
        }
    }
}
