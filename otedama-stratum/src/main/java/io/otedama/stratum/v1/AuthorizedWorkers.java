package io.otedama.stratum.v1;

import io.otedama.security.GuardedWorker;
import io.otedama.session.Worker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The workers that one connection authorized, found by the bytes of their name. Event loop only. */
final class AuthorizedWorkers {
    private byte[][] names = new byte[0][];
    private Worker[] workers = new Worker[0];
    private GuardedWorker[] guarded = new GuardedWorker[0];
    private int last;

    /** Adds a worker that is not known yet. */
    void add(Worker worker, GuardedWorker hand) {
        byte[] name = worker.name().getBytes(StandardCharsets.UTF_8);
        names = Arrays.copyOf(names, names.length + 1);
        workers = Arrays.copyOf(workers, names.length);
        guarded = Arrays.copyOf(guarded, names.length);
        names[names.length - 1] = name;
        workers[names.length - 1] = worker;
        guarded[names.length - 1] = hand;
    }

    /** The worker of that name, null when it is not authorized here. The last one found is tried first. */
    @Nullable
    Worker find(byte[] bytes, int from, int to) {
        for (int i = 0; i < names.length; i++) {
            int candidate = last + i < names.length ? last + i : last + i - names.length;
            byte[] name = names[candidate];
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
                last = candidate;
                return workers[candidate];
            }
        }
        return null;
    }

    /** Place of the worker found last; it keeps it as long as the connection lives. */
    int place() {
        return last;
    }

    /** The guard's hand on the worker of that place. */
    GuardedWorker guarded(int place) {
        return guarded[place];
    }

    boolean knows(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return find(bytes, 0, bytes.length) != null;
    }

    int count() {
        return names.length;
    }
}
