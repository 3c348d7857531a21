package io.otedama.stratum.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls every listener of a client; one that throws disturbs neither the others nor the connection. */
final class ListenerFan {
    static final int MAX_LISTENERS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(ListenerFan.class);

    private final List<ClientListener> listeners = new CopyOnWriteArrayList<>();

    /**
     * @throws IllegalStateException when there are {@value #MAX_LISTENERS} already
     */
    void add(ClientListener listener) {
        if (listeners.size() >= MAX_LISTENERS) {
            throw new IllegalStateException("a client has at most " + MAX_LISTENERS + " listeners");
        }
        listeners.add(listener);
    }

    void remove(ClientListener listener) {
        listeners.remove(listener);
    }

    void forEach(Consumer<ClientListener> call) {
        for (ClientListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("a client listener failed", e);
            }
        }
    }
}
