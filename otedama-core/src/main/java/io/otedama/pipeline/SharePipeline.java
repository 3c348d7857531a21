package io.otedama.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.dsl.ProducerType;
import io.otedama.accounting.Accounting;
import io.otedama.error.ErrorHandler;
import io.otedama.internal.NamedThreadFactory;
import io.otedama.job.Job;
import io.otedama.metrics.HashrateEstimate;
import io.otedama.pow.ProofOfWork;
import io.otedama.share.DuplicateFilter;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.PoolClock;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ring, its stages and their threads. Shares enter through lanes, everything else through {@link #publish}. See the
 * package's drawing.
 *
 * <p>Life: {@link #start}; {@link #drain} lets what is in the ring reach its end; {@link #close} ends the threads. A stage
 * that throws halts all of them and calls the fatal handler once.
 */
public final class SharePipeline implements AutoCloseable {
    private static final long WAIT_STEP_NS = 100_000;

    private final RingBuffer<ShareEvent> ring;
    private final @Nullable PatientWaitStrategy patient;
    private final PipelineMetrics metrics;
    private final ErrorHandler errors;
    private final List<BatchEventProcessor<ShareEvent>> processors = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ThreadFactory threadFactory = new NamedThreadFactory("otedama-pipeline");
    private final AtomicBoolean failed = new AtomicBoolean();
    private final Accounting accounting;
    private final Sequence last;
    private final boolean validatesInRing;
    private final PoolClock clock;
    private volatile boolean closed;

    public SharePipeline(
            PipelineConfig config,
            ProofOfWork algorithm,
            ShareJournal journal,
            Accounting accounting,
            DuplicateFilter filter,
            PoolClock clock,
            MetricsSink sink,
            ErrorHandler errors) {
        this(config, algorithm, journal, accounting, filter, clock, sink, errors, journal::retain);
    }

    /**
     * @param retain told from time to time what is the first sequence that the books may want to read again
     */
    public SharePipeline(
            PipelineConfig config,
            ProofOfWork algorithm,
            ShareJournal journal,
            Accounting accounting,
            DuplicateFilter filter,
            PoolClock clock,
            MetricsSink sink,
            ErrorHandler errors,
            LongConsumer retain) {
        WaitStrategy waiting = config.waitMode().newStrategy();
        this.patient = waiting instanceof PatientWaitStrategy strategy ? strategy : null;
        this.ring = RingBuffer.create(ProducerType.MULTI, ShareEvent::new, config.ringSize(), waiting);
        this.metrics = new PipelineMetrics(sink);
        this.errors = errors;
        this.accounting = accounting;
        this.clock = clock;
        this.validatesInRing = algorithm.costClass() == ProofOfWork.CostClass.EXPENSIVE;
        SequenceBarrier barrier = ring.newBarrier();
        if (validatesInRing) {
            Sequence[] validated = new Sequence[config.validators()];
            for (int i = 0; i < validated.length; i++) {
                validated[i] = add(barrier, new ValidateStage(algorithm, clock, i, validated.length));
            }
            barrier = ring.newBarrier(validated);
        } else if (patient != null) {
            patient.gatherBatches();
        }
        int maxBatch = Math.min(PipelineConfig.MAX_BATCH, config.ringSize());
        AccountStage books = new AccountStage(accounting, retain);
        List<Stage> commit = List.of(
                new DedupeStage(filter, books::isReserveSpent),
                new JournalStage(journal, filter, clock, errors, metrics, maxBatch));
        List<Stage> settle = List.of(books, new ReplyStage(metrics, clock));
        List<Stage> publish = List.of(new PublishStage(metrics, clock));
        List<List<Stage>> groups = config.stageThreads() == 1
                ? List.of(
                        Stream.of(commit, settle, publish).flatMap(List::stream).toList())
                : List.of(commit, settle, publish);
        for (List<Stage> group : groups) {
            barrier = ring.newBarrier(add(barrier, new StageGroup(ring, group, failed::get)));
        }
        this.last = processors.get(processors.size() - 1).getSequence();
        ring.addGatingSequences(last);
    }

    private Sequence add(SequenceBarrier barrier, EventHandler<ShareEvent> handler) {
        BatchEventProcessor<ShareEvent> processor = new BatchEventProcessorBuilder()
                .setMaxBatchSize(Math.min(PipelineConfig.MAX_BATCH, ring.getBufferSize()))
                .build(ring, barrier, handler);
        processor.setExceptionHandler(new FatalStop(failed, this::halt, errors));
        processors.add(processor);
        return processor.getSequence();
    }

    public void start() {
        accounting.startReadingAhead(new NamedThreadFactory("otedama-tail"));
        for (BatchEventProcessor<ShareEvent> processor : processors) {
            Thread thread = threadFactory.newThread(processor);
            threads.add(thread);
            thread.start();
        }
    }

    /** Slots of the ring. */
    public int ringSize() {
        return ring.getBufferSize();
    }

    /** Slots that are taken now: what has entered and not yet left the last stage. Any thread. */
    public long ringUsed() {
        return ring.getBufferSize() - ring.remainingCapacity();
    }

    /** Nanoseconds since the batch that is being written began; a disk that hangs shows here. 0 between batches. Any thread. */
    public long commitNs() {
        return metrics.commitNs(clock.nanoTime());
    }

    /** True when shares are validated in the ring and not on the lanes. */
    public boolean validatesInRing() {
        return validatesInRing;
    }

    /** Hashrate of all credited work. */
    public HashrateEstimate hashrate() {
        return metrics.poolHashrate();
    }

    boolean isStopped() {
        return closed || failed.get();
    }

    ErrorHandler errors() {
        return errors;
    }

    PipelineMetrics metrics() {
        return metrics;
    }

    RingBuffer<ShareEvent> ring() {
        return ring;
    }

    /**
     * Puts a record into the order of all things. Any thread but the pipeline's own; waits while the ring is full.
     *
     * @param record finished, but for its sequence; not to be touched afterwards
     * @param job the job that a job record is about, else null
     * @return completes with the sequence once the record is durable; exceptionally when it could not be kept
     */
    public CompletableFuture<Long> publish(RecordView record, @Nullable Job job) {
        CompletableFuture<Long> recorded = new CompletableFuture<>();
        if (!claimed(event -> {
            event.kind = ShareEvent.Kind.RECORD;
            event.record = record;
            event.job = job;
            event.recorded = recorded;
        })) {
            recorded.completeExceptionally(new IllegalStateException("the pipeline is closed"));
        }
        return recorded;
    }

    /** Reads the books between two records, on the thread that owns them. */
    public <T> CompletableFuture<T> query(java.util.function.Function<Accounting, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (!claimed(event -> {
            event.kind = ShareEvent.Kind.QUERY;
            event.query = () -> {
                try {
                    answer.complete(question.apply(accounting));
                } catch (Throwable e) { // a question that fails is the asker's problem, never the pipeline's
                    answer.completeExceptionally(e);
                }
            };
            event.answer = answer;
        })) {
            answer.completeExceptionally(new IllegalStateException("the pipeline is closed"));
        }
        return answer;
    }

    private boolean claimed(java.util.function.Consumer<ShareEvent> fill) {
        while (!closed && !failed.get()) {
            long sequence = tryNext();
            if (sequence >= 0) {
                fill.accept(ring.get(sequence));
                ring.publish(sequence);
                wake(); // a found block's record does not wait for the end of a loop's turn
                return !closed; // the walk of close() may have passed it already
            }
            LockSupport.parkNanos(WAIT_STEP_NS);
        }
        return false;
    }

    /** Null when the stages wait in a way that needs no waking. */
    @Nullable
    PatientWaitStrategy patient() {
        return patient;
    }

    /** Wakes the stages, held or not. */
    private void wake() {
        Optional.ofNullable(patient).ifPresent(PatientWaitStrategy::wake);
    }

    private void halt() {
        processors.forEach(BatchEventProcessor::halt);
        wake();
    }

    /** A slot to fill and publish, or -1 when there is none. Never blocks. */
    long tryNext() {
        try {
            return ring.tryNext();
        } catch (com.lmax.disruptor.InsufficientCapacityException e) {
            return -1;
        }
    }

    /**
     * Waits until everything that is in the ring now has passed the last stage.
     *
     * @return false when that took longer
     */
    public boolean drain(long timeoutMs) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        long cursor = ring.getCursor();
        while (last.get() < cursor && !failed.get()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(WAIT_STEP_NS);
        }
        return !failed.get();
    }

    /** Ends the threads; what is still in the ring is not processed. */
    @Override
    public void close() {
        closed = true;
        halt();
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        accounting.stopReadingAhead();
        for (long s = last.get() + 1; s <= ring.getCursor(); s++) {
            ring.get(s).abandon(new IllegalStateException("the pipeline is closed"));
        }
    }
}
