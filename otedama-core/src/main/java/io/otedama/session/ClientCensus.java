package io.otedama.session;

import io.otedama.spi.ClientClass;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** How many sessions are open of each class of clients. Any thread. */
public final class ClientCensus {
    private final Map<ClientClass, AtomicInteger> open;

    public ClientCensus() {
        Map<ClientClass, AtomicInteger> counts = new EnumMap<>(ClientClass.class);
        ClientClass.all().forEach(kind -> counts.put(kind, new AtomicInteger()));
        open = Collections.unmodifiableMap(counts);
    }

    private AtomicInteger of(ClientClass clientClass) {
        return Objects.requireNonNull(open.get(clientClass));
    }

    void joined(ClientClass clientClass) {
        of(clientClass).incrementAndGet();
    }

    void left(ClientClass clientClass) {
        of(clientClass).decrementAndGet();
    }

    /** Sessions of this class now; who has not said what it is counts as {@link ClientClass#STANDARD}. */
    public int open(ClientClass clientClass) {
        return of(clientClass).get();
    }
}
