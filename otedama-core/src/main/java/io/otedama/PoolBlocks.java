package io.otedama;

import io.otedama.block.BlockClaim;
import io.otedama.block.BlockListener;
import io.otedama.block.BlockTracker;
import io.otedama.block.SubmissionReport;
import io.otedama.chain.Hash256;
import io.otedama.event.EventBus;
import io.otedama.event.PoolEvent;
import io.otedama.job.Solution;
import io.otedama.ledger.BlockBook;
import io.otedama.pipeline.SharePipeline;
import io.otedama.session.Worker;
import io.otedama.session.WorkerTable;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.Owner;
import io.otedama.spi.PoolClock;
import io.otedama.spi.TemplateSource;
import io.otedama.spi.WorkerRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Turns what happens to blocks into journal records and events. Called on the block threads. */
final class PoolBlocks implements BlockListener {
    private static final int MAX_WORKER_BYTES = 4_096;

    private final SharePipeline pipeline;
    private final EventBus events;
    private final PoolClock clock;
    private final WorkerTable workers;
    private final TemplateSource templates;
    private final Set<Hash256> recorded = new HashSet<>();
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
            recorded.add(entry.hash());
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
    public BlockClaim claim(Solution solution) {
        TrackedBlock block = TrackedBlock.of(solution);
        Optional<Worker> finder = finder(block);
        return new BlockClaim(
                block,
                finder.map(Worker::name).orElse(""),
                finder.map(Worker::account).orElse(""));
    }

    @Override
    public CompletableFuture<Long> onFound(Solution solution) {
        TrackedBlock block = TrackedBlock.of(solution);
        CompletableFuture<Long> durable = record(block, Status.FOUND, 0);
        Objects.requireNonNull(tracker).watch(block, Status.FOUND);
        String finder = finder(block).map(Worker::name).orElse("");
        events.publish(new PoolEvent.BlockFound(
                clock.epochMillis(), block.height(), block.hash(), finder, block.coinbaseValue()));
        return durable;
    }

    @Override
    public CompletableFuture<?> onRecovered(BlockClaim claim) {
        TrackedBlock found = claim.block();
        if (recorded.contains(found.hash())) {
            return CompletableFuture.completedFuture(null);
        }
        TrackedBlock block = new TrackedBlock(
                found.hash(),
                found.height(),
                found.jobNumber(),
                recoveredWorker(claim),
                found.coinbaseValue(),
                found.splitId());
        CompletableFuture<Long> durable = record(block, Status.FOUND, 0);
        Objects.requireNonNull(tracker).watch(block, Status.FOUND);
        return durable;
    }

    /** Numbers are given anew when a process dies before the journal knows whose they are: the name counts. */
    private int recoveredWorker(BlockClaim claim) {
        Worker worker = workers.acquire(claim.workerName(), Owner.of(claim.account()));
        if (claim.workerName().isEmpty() || worker == null) {
            return claim.block().workerId();
        }
        if (!worker.isJournaled()) {
            worker.markJournaled(true);
            ByteBuffer bytes = ByteBuffer.allocate(MAX_WORKER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            var unused = pipeline.publish(
                    new WorkerRecord().encode(bytes, clock.epochMillis(), worker.id(), worker.name(), worker.account()),
                    null);
        }
        workers.release(worker);
        return worker.id();
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
        var unused = record(block, status, confirmations);
        PoolEvent.Status seen = switch (status) {
            case MATURE -> PoolEvent.Status.MATURE;
            case ORPHANED -> PoolEvent.Status.ORPHANED;
            case FOUND, IN_CHAIN -> PoolEvent.Status.IN_CHAIN;
        };
        events.publish(new PoolEvent.BlockStatusChanged(clock.epochMillis(), block.height(), block.hash(), seen));
    }

    private CompletableFuture<Long> record(TrackedBlock block, Status status, int confirmations) {
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
        return pipeline.publish(record, null);
    }

    private Optional<Worker> finder(TrackedBlock block) {
        return workers.list().stream().filter(w -> w.id() == block.workerId()).findFirst();
    }
}
