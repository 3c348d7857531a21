package io.otedama;

import io.otedama.error.ErrorHandler;
import io.otedama.event.EventBus;
import io.otedama.event.PoolEvent;
import io.otedama.internal.NamedThreadFactory;
import io.otedama.metrics.BlockExpectation;
import io.otedama.metrics.RejectReason;
import io.otedama.metrics.WorkerStatistics;
import io.otedama.security.detect.AlarmKind;
import io.otedama.security.detect.AlarmLog;
import io.otedama.security.detect.AttackDetectors;
import io.otedama.security.detect.DetectionConfig;
import io.otedama.security.detect.WorkerSample;
import io.otedama.session.LoginObserver;
import io.otedama.session.Worker;
import io.otedama.session.WorkerTable;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.MetricsSink.Counter;
import io.otedama.spi.PoolClock;
import io.otedama.spi.PoolControl.Alarm;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at every worker's counts every few seconds, on a thread of its own, and tells what the detectors notice: a log of alarms, an
 * event, a counter each. Nothing is added to the way of a share.
 *
 * <p>What survives a restart: blocks expected and found, as far back as the journal is read at start; they enter the withholding test
 * as one step, which forgets where it had started again in between. What does not: the windows of the other detectors,
 * which fill again within minutes, hashrates' pasts within hours, and the log of alarms.
 */
final class AttackWatch implements LoginObserver, AutoCloseable {
    private static final long CLOSE_MS = 2_000;

    private final DetectionConfig config;
    private final WorkerTable workers;
    private final EventBus events;
    private final ErrorHandler errors;
    private final PoolClock clock;
    private final AttackDetectors detectors;
    private final AlarmLog log;
    private final Map<AlarmKind, Counter> counters = new EnumMap<>(AlarmKind.class);
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new NamedThreadFactory("otedama-detection"));

    AttackWatch(PoolBuilder settings, MetricsSink metrics, WorkerTable workers, EventBus events, ErrorHandler errors) {
        this.config = settings.detection;
        this.workers = workers;
        this.events = events;
        this.errors = errors;
        this.clock = settings.clock;
        this.detectors = new AttackDetectors(config);
        this.log = new AlarmLog(config.reAlarmMs());
        for (AlarmKind kind : AlarmKind.values()) {
            counters.put(kind, metrics.counter(kind.counterName(), "alarms: " + kind.meaning()));
        }
    }

    /** After the journal was replayed, before the first miner comes. */
    void start() {
        if (config.isOn()) {
            workers.observeLogins(this);
            thread.execute(this::round);
            var unused = thread.scheduleWithFixedDelay(
                    this::round, config.sampleMs(), config.sampleMs(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void onLogin(String address, String account, boolean admitted) {
        detectors.logins().onLogin(address, account, admitted, clock.epochMillis());
    }

    @Override
    public void onMined(String address, String account) {
        detectors.logins().onMined(address, account, clock.epochMillis());
    }

    private void round() {
        try {
            Iterator<WorkerSample> samples =
                    workers.list().stream().map(AttackWatch::sample).iterator();
            detectors.sample(clock.epochMillis(), samples, this::raise);
        } catch (RuntimeException e) {
            errors.onError("attack detection", e, false);
        }
    }

    private static WorkerSample sample(Worker worker) {
        WorkerStatistics counts = worker.statistics();
        BlockExpectation blocks = counts.blockExpectation();
        return new WorkerSample(
                worker.name(),
                worker.account(),
                worker.uses(),
                counts.acceptedShares(),
                blocks.work(),
                blocks.expectedBlocks(),
                blocks.blocks(),
                counts.rejectedShares(RejectReason.STALE),
                counts.rejectedShares(RejectReason.DUPLICATE),
                counts.rejectedShares(RejectReason.LOW_DIFFICULTY),
                counts.rejectedShares(RejectReason.MALFORMED),
                counts.rejectedShares(RejectReason.OTHER));
    }

    private void raise(Alarm alarm) {
        if (!log.offer(alarm)) {
            return;
        }
        Counter counter = counters.get(AlarmKind.valueOf(alarm.kind()));
        if (counter != null) {
            counter.increment();
        }
        events.publish(new PoolEvent.Alarm(alarm.epochMillis(), alarm.kind(), alarm.subject(), alarm.detail()));
    }

    /** Newest first; bounded. Any thread. */
    List<Alarm> alarms() {
        return config.isOn() ? log.newestFirst() : Collections.emptyList();
    }

    /** Ends the rounds; one under way is waited for, shortly. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_MS, TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "attack detection";
    }
}
