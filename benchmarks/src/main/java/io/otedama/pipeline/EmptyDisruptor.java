package io.otedama.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.dsl.ProducerType;
import io.otedama.bench.SampleWork;
import io.otedama.job.Job;
import io.otedama.session.MinerConnection;
import io.otedama.session.MinerSession;
import io.otedama.session.ReplyQueue;
import io.otedama.session.SessionTerms;
import io.otedama.session.Worker;
import io.otedama.share.ShareVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * A ring of the pipeline's shape whose stages only read what producers filled in: as fast as any pipeline on it can be. The
 * same slots, wait strategy, batches, threads and gating; producers fill the same fields and wait in the same way.
 */
final class EmptyDisruptor implements AutoCloseable {
    private static final long WAIT_NS = 20_000;

    private final RingBuffer<ShareEvent> ring;
    private final List<BatchEventProcessor<ShareEvent>> stages = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<ShareSource> sources = new ArrayList<>();
    private final Sequence last;
    private long jobs;

    EmptyDisruptor(PipelineConfig config, int producers) {
        ring = RingBuffer.create(
                ProducerType.MULTI,
                ShareEvent::new,
                config.ringSize(),
                config.waitMode().newStrategy());
        Sequence[] before = {};
        for (int i = 0; i < config.stageThreads(); i++) {
            BatchEventProcessor<ShareEvent> stage = new BatchEventProcessorBuilder()
                    .setMaxBatchSize(Math.min(PipelineConfig.MAX_BATCH, config.ringSize()))
                    .build(ring, ring.newBarrier(before), new Reader());
            stages.add(stage);
            before = new Sequence[] {stage.getSequence()};
        }
        last = before[0];
        ring.addGatingSequences(last);
        SessionTerms terms = PipelinePool.terms(io.otedama.spi.PoolClock.system());
        for (int i = 1; i <= producers; i++) {
            MinerSession session = new MinerSession(new Nobody(), i, terms);
            Worker worker = Objects.requireNonNull(session.authorize("miner" + i, "x"));
            sources.add(new ShareSource(ring, session, worker, new ReplyQueue(config.ringSize(), () -> {})));
        }
        for (BatchEventProcessor<ShareEvent> stage : stages) {
            Thread thread = new Thread(stage, "empty-stage");
            threads.add(thread);
            thread.start();
        }
    }

    void newBlock() {
        jobs++;
        Job job = SampleWork.job(jobs, jobs, SampleWork.NETWORK_BITS);
        sources.forEach(source -> source.mineOn(job));
    }

    List<Runnable> tasks(int shares) {
        return sources.stream()
                .<Runnable>map(source -> () -> fill(source, shares))
                .toList();
    }

    private void fill(ShareSource source, int shares) {
        for (int i = 0; i < shares; i++) {
            while (!source.offer(null, i)) {
                ShareSource.pause();
            }
        }
        long end = ring.getCursor();
        while (last.get() < end) {
            LockSupport.parkNanos(WAIT_NS);
        }
    }

    @Override
    public void close() {
        stages.forEach(BatchEventProcessor::halt);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A stage that does nothing. */
    private static final class Reader implements EventHandler<ShareEvent> {
        private long sum;

        @Override
        public void onEvent(ShareEvent event, long sequence, boolean endOfBatch) {
            sum += event.token + event.receivedNs;
            if (event.verdict != ShareVerdict.ACCEPTED) {
                throw new IllegalStateException("slot " + sequence + " after " + sum);
            }
        }
    }

    /** Gets no verdicts. */
    private static final class Nobody implements MinerConnection {
        @Override
        public void onVerdict(long token, ShareVerdict verdict) {
            throw new IllegalStateException("a verdict from an empty ring");
        }

        @Override
        public void onVerdictsDelivered() {
            throw new IllegalStateException("verdicts from an empty ring");
        }
    }
}
