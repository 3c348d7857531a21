package io.otedama.testkit;

import io.otedama.pipeline.PipelineIngress;
import io.otedama.session.ClientCensus;
import io.otedama.session.FrontEnd;
import io.otedama.session.IngressLane;
import io.otedama.session.MinerIngress;
import io.otedama.session.ReplyQueue;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.MiningJob;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A front end whose event loop is the test's thread: it waits for the wake-up, then drains. */
public final class FakeFrontEnd implements FrontEnd {
    public final List<MiningJob> jobs = new CopyOnWriteArrayList<>();
    private final Semaphore wakeUps = new Semaphore(0);
    private MinerIngress ingress;
    private ReplyQueue replies;
    private IngressLane lane;
    public volatile boolean closed;
    public volatile boolean accepting = true;
    /** What miners still do while this front end is being closed. */
    public volatile Runnable beforeClose = () -> {};

    public FakeFrontEnd() {}

    @Override
    public void attach(MinerIngress entry) {
        ingress = entry;
        replies = new ReplyQueue(entry.replyCapacity(), wakeUps::release);
        lane = entry.openLane(replies);
        entry.addJobListener(jobs::add);
    }

    public IngressLane lane() {
        return lane;
    }

    public MinerIngress ingress() {
        return ingress;
    }

    /** What the pool's gauges of firmware show. */
    public ClientCensus clients() {
        return ((PipelineIngress) ingress).clients();
    }

    /** Delivers verdicts when the pipeline has some; false when none came in time. */
    public boolean awaitReplies() throws InterruptedException {
        boolean woken = wakeUps.tryAcquire(10, TimeUnit.SECONDS);
        replies.drain();
        return woken;
    }

    /** Delivers what there is without waiting. */
    public void drainNow() {
        replies.drain();
    }

    @Override
    public String name() {
        return "fake front end";
    }

    @Override
    public boolean isAccepting() {
        return accepting;
    }

    @Override
    public void start() {}

    @Override
    public void close() {
        if (!closed) {
            beforeClose.run();
        }
        closed = true;
        if (lane != null) {
            lane.close();
        }
    }

    @Override
    public ComponentHealth health() {
        return ComponentHealth.up(name(), "open");
    }
}
