package io.otedama;

import io.otedama.block.BlockListener;
import io.otedama.block.BlockTracker;
import io.otedama.block.SubmissionReport;
import io.otedama.event.EventBus;
import io.otedama.event.PoolEvent;
import io.otedama.job.Solution;
import io.otedama.ledger.BlockBook;
import io.otedama.pipeline.SharePipeline;
import io.otedama.session.Worker;
import io.otedama.session.WorkerTable;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.PoolClock;
import io.otedama.spi.TemplateSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns what happens to blocks into journal records and events. Called on the block threads. */
final class PoolBlocks implements BlockListener {
    private final SharePipeline pipeline;
    private final EventBus events;
    private final PoolClock clock;
    private final WorkerTable workers;
    private final TemplateSource templates;
    private @Nullable BlockTracker tracker;

    PoolBlocks(
            SharePipeline pipeline, EventBus events, PoolClock clock, WorkerTable workers, TemplateSource templates) {
        this.pipeline = pipeline;
        this.events = events;
        this.clock = clock;
        this.workers = workers;
        this.templates = templates;
    }

    /** Before anything runs: who follows blocks, and those that the chain may still judge otherwise than it did. */
    void attach(BlockTracker follower, List<BlockBook.Entry> known) {
        tracker = follower;
        for (BlockBook.Entry entry : known) {
            if (entry.status() != Status.MATURE) { // an orphan may have come back while the pool was away
                follower.watch(
                        new TrackedBlock(
                                entry.hash(),
                                entry.height(),
                                entry.jobNumber(),
                                entry.workerId(),
                                entry.coinbaseValue(),
                                entry.splitId()),
                        entry.status());
            }
        }
    }

    @Override
    public void onFound(Solution solution) {
        TrackedBlock block = TrackedBlock.of(solution);
        record(block, Status.FOUND, 0);
        Objects.requireNonNull(tracker).watch(block, Status.FOUND);
        events.publish(new PoolEvent.BlockFound(
                clock.epochMillis(), block.height(), block.hash(), workerName(block), block.coinbaseValue()));
    }

    @Override
    public void onSubmitted(Solution solution, SubmissionReport report) {
        templates.refresh();
        List<String> answers = report.answers().entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue().outcome() + " "
                        + e.getValue().reason())
                .toList();
        events.publish(new PoolEvent.BlockSubmitted(
                clock.epochMillis(), solution.job().height(), solution.blockHash(), report.isAccepted(), answers));
    }

    @Override
    public void onStatus(TrackedBlock block, Status status, int confirmations) {
        record(block, status, confirmations);
        PoolEvent.Status seen = switch (status) {
            case MATURE -> PoolEvent.Status.MATURE;
            case ORPHANED -> PoolEvent.Status.ORPHANED;
            case FOUND, IN_CHAIN -> PoolEvent.Status.IN_CHAIN;
        };
        events.publish(new PoolEvent.BlockStatusChanged(clock.epochMillis(), block.height(), block.hash(), seen));
    }

    private void record(TrackedBlock block, Status status, int confirmations) {
        ByteBuffer bytes = ByteBuffer.allocate(BlockRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        BlockRecord record = new BlockRecord()
                .encode(
                        bytes,
                        clock.epochMillis(),
                        status,
                        block.height(),
                        block.hash(),
                        block.jobNumber(),
                        block.workerId(),
                        confirmations,
                        block.coinbaseValue(),
                        block.splitId());
        var unused = pipeline.publish(record, null);
    }

    private String workerName(TrackedBlock block) {
        return workers.list().stream()
                .filter(w -> w.id() == block.workerId())
                .map(Worker::name)
                .findFirst()
                .orElse("");
    }
}
