package io.otedama.stratum.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls every listener of a client; one that throws disturbs neither the others nor the connection. Any thread.
 *
 * @param <L> kind of listener
 */
public final class ListenerFan<L> {
    public static final int MAX_LISTENERS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(ListenerFan.class);

    private final List<L> listeners = new CopyOnWriteArrayList<>();

    /**
     * @throws IllegalStateException when there are {@value #MAX_LISTENERS} already
     */
    public void add(L listener) {
        if (listeners.size() >= MAX_LISTENERS) {
            throw new IllegalStateException("a client has at most " + MAX_LISTENERS + " listeners");
        }
        listeners.add(listener);
    }

    public void remove(L listener) {
        listeners.remove(listener);
    }

    public void forEach(Consumer<L> call) {
        for (L listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("a client listener failed", e);
            }
        }
    }
}
