package io.otedama.gateway.ws;

import io.otedama.error.PoolException;
import io.otedama.gateway.http.AccessRule;
import io.otedama.gateway.http.ApiTerms;
import io.otedama.gateway.http.Need;
import io.otedama.gateway.view.EventRing;
import io.otedama.gateway.view.EventView;
import io.otedama.gateway.view.MinerViews;
import io.otedama.gateway.view.PoolViews;
import io.otedama.security.LogLimiter;
import io.otedama.spi.PoolClock;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All clients, and what they are told. Any thread; {@link #tick} on one at a time, and may wait for the store. */
public final class LiveHub {
    /** Between two signs of life. */
    public static final long HEARTBEAT_MILLIS = 15_000;

    /** A client that reads nothing for this long is ended. */
    public static final long STUCK_NS = TimeUnit.SECONDS.toNanos(30);

    /** How long a client may take to show its token, where one is needed. */
    public static final long TOKEN_NS = TimeUnit.SECONDS.toNanos(10);

    static final int POLICY = 1008;
    static final int INTERNAL = 1011;
    static final int TRY_LATER = 1013;
    static final int GOING_AWAY = 1001;

    private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);

    private final ApiTerms terms;
    private final PoolViews views;
    private final MinerViews miners;
    private final EventRing events;
    private final PoolClock clock;
    private final int maxClients;
    private final LiveCommands commands;
    private final LogLimiter log;
    private final AtomicInteger places = new AtomicInteger();

    private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();

    /** What was told last, by topic. */
    private Map<String, String> told = new HashMap<>();

    private long heartbeatMillis;

    /**
     * @param maxClients one more is refused
     */
    public LiveHub(
            ApiTerms terms, PoolViews views, MinerViews miners, EventRing events, PoolClock clock, int maxClients) {
        this.terms = terms;
        this.views = views;
        this.miners = miners;
        this.events = events;
        this.clock = clock;
        this.maxClients = maxClients;
        this.log = new LogLimiter(clock);
        this.commands = new LiveCommands(terms, events);
        this.heartbeatMillis = clock.epochMillis();
        events.attach(this::onEvent);
    }

    /** A place for one more; false when there is none. */
    boolean takePlace() {
        if (places.incrementAndGet() > maxClients) {
            places.decrementAndGet();
            return false;
        }
        return true;
    }

    /** A place was taken and no client came of it. */
    void givePlaceBack() {
        places.decrementAndGet();
    }

    LiveClient add(LiveSocket socket) {
        LiveClient client = new LiveClient(socket, clock.nanoTime());
        clients.add(client);
        return client;
    }

    void remove(LiveClient client) {
        if (clients.remove(client)) {
            places.decrementAndGet();
        }
    }

    /** Clients connected now. */
    public int clients() {
        return clients.size();
    }

    /** Worker thread. */
    void onMessage(LiveClient client, InetAddress address, String text) {
        commands.handle(client, address, text);
        tellFresh(client);
    }

    private void onEvent(EventView event) {
        each(client -> client.onEvent(event));
    }

    /** Whoever makes trouble is ended: the others hear what they came for. */
    private void each(Consumer<LiveClient> work) {
        for (LiveClient client : clients) {
            try {
                work.accept(client);
            } catch (RuntimeException e) {
                end(client, e);
            }
        }
    }

    private void end(LiveClient client, RuntimeException cause) {
        if (log.tryLog()) {
            LOG.warn("a client of the live updates is ended", cause);
        }
        try {
            client.close(INTERNAL, "the gateway failed");
        } catch (RuntimeException e) {
            LOG.debug("it does not even close", e);
        }
    }

    /** Once a second: who has to go, what is new, a sign of life. */
    public void tick() {
        endSome();
        Map<String, String> now = new HashMap<>();
        each(client -> tellNews(client, now));
        told = now;
        long time = clock.epochMillis();
        if (time - heartbeatMillis >= HEARTBEAT_MILLIS) {
            heartbeatMillis = time;
            each(client -> client.heartbeat(time));
        }
    }

    private void tellNews(LiveClient client, Map<String, String> now) {
        for (String topic : client.topics()) {
            String text = now.computeIfAbsent(topic, this::state);
            boolean fresh = client.takeFresh(topic);
            if (!text.isEmpty() && (fresh || !text.equals(told.get(topic)))) {
                client.offerState(topic, text);
            }
        }
    }

    private void tellFresh(LiveClient client) {
        for (String topic : client.topics()) {
            if (client.takeFresh(topic)) {
                String text = state(topic);
                if (!text.isEmpty()) {
                    client.offerState(topic, text);
                }
            }
        }
    }

    /** Empty for a topic without a state, or when it cannot be told now. */
    private String state(String topic) {
        try {
            @Nullable String account = LiveTopic.accountOf(topic);
            if (account != null) {
                return miners.find(account)
                        .map(view -> LiveMessage.update(events.lastId(), topic, "miner", view))
                        .orElse("");
            }
            return topic.equals(LiveTopic.POOL) ? LiveMessage.update(events.lastId(), topic, "pool", views.pool()) : "";
        } catch (PoolException e) { // not started, or the store is away: the next tick may know more
            return "";
        } catch (RuntimeException e) { // no client's fault
            if (log.tryLog()) {
                LOG.warn("the state of a topic cannot be told", e);
            }
            return "";
        }
    }

    private void endSome() {
        AccessRule access = terms.access();
        long nowNs = clock.nanoTime();
        long now = clock.epochMillis();
        each(client -> {
            boolean nobody = !access.allows(Need.POOL, client.caller(), null);
            if (client.stuckNs(nowNs) > STUCK_NS) {
                client.close(TRY_LATER, "updates are not read");
            } else if (now >= client.caller().untilMillis()) {
                client.close(POLICY, "the credential has expired");
            } else if (!terms.authenticator().isStillGood(client.caller())) {
                client.close(POLICY, "the credential is not good any more");
            } else if (nobody && nowNs - client.sinceNs() > TOKEN_NS) {
                client.close(POLICY, "no token came");
            }
        });
    }

    /** Ends everybody. */
    public void close() {
        each(client -> client.close(GOING_AWAY, "the gateway closes"));
    }
}
