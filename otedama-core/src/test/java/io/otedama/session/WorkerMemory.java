package io.otedama.session;

import io.otedama.spi.WorkerState;

/** What a worker remembers over a restart, for tests elsewhere. */
public final class WorkerMemory {
    private WorkerMemory() {}

    /** Null when it never had a share credited. */
    public static WorkerState of(Worker worker) {
        return worker.state();
    }
}
