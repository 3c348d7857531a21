package io.otedama.pipeline;

import io.otedama.job.ExtranonceAllocator;
import io.otedama.job.JobTable;
import io.otedama.pow.ProofOfWork;
import io.otedama.session.ClientCensus;
import io.otedama.session.SessionTerms;
import java.util.concurrent.atomic.AtomicInteger;

/** What all lanes of a pool share. Thread-safe. */
final class LaneContext {
    private final SessionTerms terms;
    private final JobTable jobs;
    private final ExtranonceAllocator extranonces;
    private final ProofOfWork algorithm;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger parked = new AtomicInteger();
    private final ClientCensus clients = new ClientCensus();
    private volatile boolean stopping;

    LaneContext(SessionTerms terms, JobTable jobs, ExtranonceAllocator extranonces, ProofOfWork algorithm) {
        this.terms = terms;
        this.jobs = jobs;
        this.extranonces = extranonces;
        this.algorithm = algorithm;
    }

    SessionTerms terms() {
        return terms;
    }

    JobTable jobs() {
        return jobs;
    }

    ExtranonceAllocator extranonces() {
        return extranonces;
    }

    ProofOfWork algorithm() {
        return algorithm;
    }

    ClientCensus clients() {
        return clients;
    }

    void connectionOpened() {
        connections.incrementAndGet();
    }

    void connectionClosed() {
        connections.decrementAndGet();
    }

    void shareParked() {
        parked.incrementAndGet();
    }

    void shareUnparked() {
        parked.decrementAndGet();
    }

    /** Shares that wait for room in the ring, in all lanes. */
    int parked() {
        return parked.get();
    }

    int connections() {
        return connections.get();
    }

    boolean isStopping() {
        return stopping;
    }

    void stop() {
        stopping = true;
    }
}
