package io.otedama.stratum.v1;

import io.otedama.session.Worker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The workers that one connection authorized, found by the bytes of their name. Event loop only. */
final class AuthorizedWorkers {
    private byte[][] names = new byte[0][];
    private Worker[] workers = new Worker[0];
    private int last;

    /** Adds a worker; harmless to repeat. */
    void add(Worker worker) {
        byte[] name = worker.name().getBytes(StandardCharsets.UTF_8);
        if (find(name, 0, name.length) == null) {
            names = Arrays.copyOf(names, names.length + 1);
            workers = Arrays.copyOf(workers, workers.length + 1);
            names[names.length - 1] = name;
            workers[workers.length - 1] = worker;
        }
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

    boolean knows(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return find(bytes, 0, bytes.length) != null;
    }

    int count() {
        return names.length;
    }
}
