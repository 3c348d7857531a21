package io.otedama;

import io.otedama.job.JobTable;
import io.otedama.metrics.FreeSpace;
import io.otedama.pipeline.PipelineIngress;
import io.otedama.pipeline.SharePipeline;
import io.otedama.session.FrontEnd;
import io.otedama.spi.CoinNode;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.PoolClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks every part of a pool how it is. Any thread. */
final class PoolHealthCheck {
    /** A batch that is being written for longer than this, milliseconds, is on a disk that hangs. */
    static final long MAX_COMMIT_MS = 2_000;

    private static final String PIPELINE = "pipeline";

    private final PoolBuilder settings;
    private final JobTable jobs;
    private final WorkWatch work;
    private final List<Supplier<@Nullable ComponentHealth>> more = new CopyOnWriteArrayList<>();
    private final @Nullable FreeSpace blockDisk;
    private volatile @Nullable SharePipeline ring;
    private volatile @Nullable PipelineIngress miners;

    PoolHealthCheck(PoolBuilder settings, JobTable jobs, WorkWatch work) {
        this.settings = settings;
        this.jobs = jobs;
        this.work = work;
        this.blockDisk = settings.dataDirectory == null ? null : freeSpace(settings.dataDirectory, settings.clock);
    }

    private static FreeSpace freeSpace(Path directory, PoolClock clock) {
        return new FreeSpace(
                () -> {
                    Path existing = directory.toAbsolutePath().normalize();
                    while (!Files.exists(existing)) {
                        existing = Objects.requireNonNull(existing.getParent());
                    }
                    return Files.getFileStore(existing).getUsableSpace();
                },
                clock);
    }

    /** One more part; null as long as there is nothing to say. */
    void add(Supplier<@Nullable ComponentHealth> part) {
        more.add(part);
    }

    void attach(SharePipeline pipeline, PipelineIngress ingress) {
        ring = pipeline;
        miners = ingress;
    }

    PoolHealth report(PoolState state, boolean started) {
        ComponentHealth node = node().health();
        ComponentHealth journal = settings.journal.health();
        List<String> reasons = new ArrayList<>();
        if (!work.isFresh(jobs, node.status())) {
            reasons.add("there is no fresh work: " + node.detail());
        }
        if (journal.status() == Status.DOWN) {
            reasons.add("shares cannot be kept: " + journal.detail());
        }
        if (isCommitStuck()) {
            reasons.add("shares cannot be kept: the journal's disk hangs");
        }
        if (!settings.frontEnds.isEmpty() && settings.frontEnds.stream().noneMatch(FrontEnd::isAccepting)) {
            reasons.add("no front end accepts connections");
        }
        return PoolHealth.of(state, started, reasons, components(node, journal));
    }

    List<ComponentHealth> components() {
        return components(node().health(), settings.journal.health());
    }

    private CoinNode node() {
        return Objects.requireNonNull(settings.node);
    }

    private List<ComponentHealth> components(ComponentHealth node, ComponentHealth journal) {
        List<ComponentHealth> all = new ArrayList<>();
        all.add(node);
        all.add(work.work(jobs, node.status()));
        all.add(work.clock());
        all.add(journal.with("durableSequence", settings.journal.durableSequence())
                .with("commitMillis", commitMillis()));
        addPipeline(all);
        settings.frontEnds.forEach(frontEnd -> all.add(frontEnd.health()));
        if (blockDisk != null) {
            all.add(blockDisk.health("disk"));
        }
        for (Supplier<@Nullable ComponentHealth> part : more) {
            ComponentHealth health = part.get();
            if (health != null) {
                all.add(health);
            }
        }
        return all;
    }

    private void addPipeline(List<ComponentHealth> all) {
        SharePipeline pipeline = ring;
        PipelineIngress ingress = miners;
        if (pipeline == null || ingress == null) {
            return;
        }
        long used = pipeline.ringUsed();
        ComponentHealth health;
        if (isCommitStuck()) {
            health = ComponentHealth.degraded(PIPELINE, "waits for the journal's disk");
        } else if (used >= pipeline.ringSize()) {
            health = ComponentHealth.degraded(PIPELINE, "the ring is full: miners wait");
        } else {
            health = ComponentHealth.up(PIPELINE, "takes shares");
        }
        all.add(health.with("ringSlots", pipeline.ringSize())
                .with("ringUsed", used)
                .with("parked", ingress.parked())
                .with("sessions", ingress.connections()));
    }

    private long commitMillis() {
        SharePipeline pipeline = ring;
        return pipeline == null ? 0 : TimeUnit.NANOSECONDS.toMillis(pipeline.commitNs());
    }

    private boolean isCommitStuck() {
        return commitMillis() > MAX_COMMIT_MS;
    }
}
