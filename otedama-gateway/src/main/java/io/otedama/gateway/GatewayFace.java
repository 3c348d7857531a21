package io.otedama.gateway;

import io.otedama.PoolSnapshot;
import io.otedama.error.PoolException;
import io.otedama.event.PoolListener;
import io.otedama.gateway.auth.Authenticator;
import io.otedama.gateway.auth.FailureBrake;
import io.otedama.gateway.http.AccessRule;
import io.otedama.gateway.http.AddressRequestLimit;
import io.otedama.gateway.http.ApiRoute;
import io.otedama.gateway.http.ApiRouter;
import io.otedama.gateway.http.ApiTerms;
import io.otedama.gateway.http.ConnectionWatch;
import io.otedama.gateway.http.ControlRoutes;
import io.otedama.gateway.http.HealthProbe;
import io.otedama.gateway.http.HttpLimits;
import io.otedama.gateway.http.KeyRoutes;
import io.otedama.gateway.http.MetaRoutes;
import io.otedama.gateway.http.MinerRoutes;
import io.otedama.gateway.http.OriginRule;
import io.otedama.gateway.http.PayoutRoutes;
import io.otedama.gateway.http.PoolRoutes;
import io.otedama.gateway.http.RequestLimit;
import io.otedama.gateway.http.RequestWorkers;
import io.otedama.gateway.http.RouteFamily;
import io.otedama.gateway.http.StaticPages;
import io.otedama.gateway.view.EventRing;
import io.otedama.gateway.view.HashrateSamples;
import io.otedama.gateway.view.HistoryViews;
import io.otedama.gateway.view.MinerViews;
import io.otedama.gateway.view.PictureCache;
import io.otedama.gateway.view.PoolMemory;
import io.otedama.gateway.view.PoolSource;
import io.otedama.gateway.view.PoolViews;
import io.otedama.gateway.view.RoundBook;
import io.otedama.gateway.ws.LiveHub;
import io.otedama.gateway.ws.LiveRoute;
import io.otedama.security.LogLimiter;
import io.otedama.spi.PoolClock;
import io.otedama.spi.PoolControl;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything behind the routes, wired together: on a server of the gateway's own, or on its host's. */
final class GatewayFace implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final long TICK_MILLIS = 1_000;
    private static final int MAX_WAITING_PROBES = 256;

    private final Vertx vertx;
    private final PoolSource pool;
    private final PoolClock clock;
    private final Authenticator authenticator;
    private final RequestWorkers workers;
    private final RequestWorkers probes = new RequestWorkers(1, MAX_WAITING_PROBES);
    private final RequestLimit limit;
    private final PictureCache pictures;
    private final HashrateSamples samples = new HashrateSamples();
    private final PoolMemory memory = new PoolMemory();
    private final EventRing events;
    private final List<PoolListener> listeners;
    private final ApiRouter api;
    private final LiveHub hub;
    private final LiveRoute live;
    private final LogLimiter log;
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final long timer;

    // the worker's own
    private Set<PoolControl.Alarm> alarmsSeen = Set.of();

    /**
     * @param watch of the server's connections; null when they are the host's business
     */
    GatewayFace(GatewayConfig config, GatewayParts parts, Vertx vertx, @Nullable ConnectionWatch watch) {
        this.vertx = vertx;
        this.pool = parts.pool();
        this.clock = parts.clock();
        this.log = new LogLimiter(clock);
        this.authenticator =
                new Authenticator(config.dataDirectory(), clock, parts.card().name());
        this.workers =
                new RequestWorkers(HttpLimits.WORKER_THREADS, config.limits().maxWaitingRequests());
        RequestLimit own =
                parts.requestLimit() == null ? new AddressRequestLimit(config.limits(), clock) : parts.requestLimit();
        this.limit = new GuardedDoor(pool).with(own);
        this.pictures = new PictureCache(pool, clock);
        this.events = new EventRing(clock.epochMillis());
        RoundBook rounds = new RoundBook(pool, clock);
        PoolViews views = new PoolViews(pictures, rounds, memory, parts.card(), clock.epochMillis());
        MinerViews miners = new MinerViews(pool, views);
        ApiTerms terms = terms(config);
        this.api = new ApiRouter(routes(config, parts, views, miners, rounds), terms, config.origins(), clock);
        this.hub =
                new LiveHub(terms, views, miners, events, clock, config.limits().maxLiveClients());
        this.live = new LiveRoute(hub, terms, clock, watch);
        listeners = List.of(pictures, memory, events); // who is told last shows what the others know
        listeners.forEach(pool::addListener);
        this.timer = vertx.setPeriodic(TICK_MILLIS, id -> tick());
    }

    private ApiTerms terms(GatewayConfig config) {
        return new ApiTerms(
                new AccessRule(config.access()),
                authenticator,
                new FailureBrake(clock, config.limits().refusedCredentials()),
                limit,
                new OriginRule(config.origins()),
                workers,
                probes);
    }

    private List<ApiRoute> routes(
            GatewayConfig config, GatewayParts parts, PoolViews views, MinerViews miners, RoundBook rounds) {
        List<RouteFamily> families = List.of(
                new PoolRoutes(pool, views, rounds),
                new MinerRoutes(pool, views, miners, new HistoryViews(pool, clock, samples)),
                new ControlRoutes(pool),
                new PayoutRoutes(pool),
                new KeyRoutes(authenticator, clock),
                new MetaRoutes(events, new HealthProbe(pool, clock), parts.metrics(), config.access()));
        return families.stream().flatMap(family -> family.routes().stream()).toList();
    }

    /** For tests that every operation is described, checked, guarded. */
    List<ApiRoute> routes() {
        return api.routes();
    }

    int liveClients() {
        return hub.clients();
    }

    /** Event loop. */
    private void tick() {
        if (ticking.compareAndSet(false, true) && !workers.offer(this::work)) {
            ticking.set(false); // too busy: the next second is as good
        }
    }

    /** Worker thread, one at a time. */
    private void work() {
        try {
            step(this::sample);
            step(this::alarms);
            step(hub::tick);
            step(authenticator.keys()::saveUse);
        } finally {
            ticking.set(false);
        }
    }

    /** Part of a round: whatever becomes of it, the other parts have their turn. */
    private void step(Runnable part) {
        try {
            part.run();
        } catch (PictureCache.NotStartedException e) {
            LOG.trace("nothing to show yet", e);
        } catch (PoolException e) {
            if (log.tryLog()) {
                LOG.warn("the gateway's round was cut short: {}", e.getMessage());
            }
        } catch (RuntimeException e) {
            if (log.tryLog()) {
                LOG.error("the gateway's round was cut short", e);
            }
        }
    }

    private void sample() {
        PoolSnapshot now = pictures.current().snapshot();
        samples.sample(clock.epochMillis(), now.hashrate().oneMinute(), now.creditedShares());
    }

    /** Alarms that are new since the last look become events, once even when telling fails. */
    private void alarms() {
        List<PoolControl.Alarm> now = pool.control().map(PoolControl::alarms).orElse(List.of());
        Set<PoolControl.Alarm> before = alarmsSeen;
        alarmsSeen = Set.copyOf(now);
        for (int i = now.size() - 1; i >= 0; i--) {
            if (!before.contains(now.get(i))) {
                events.onAlarm(now.get(i));
            }
        }
    }

    /** Once somebody can use it: a first key that was shown by a gateway that did not open would be good for nothing. */
    void ensureAdmin(@Nullable Consumer<String> oneTimeKey) {
        if (oneTimeKey != null) {
            authenticator.ensureAdmin(oneTimeKey);
        }
    }

    void mountOn(Router router) {
        live.mountOn(router);
        api.mountOn(router);
        new StaticPages(limit).mountOn(router);
        api.mountRest(router);
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        hub.close();
        listeners.forEach(pool::removeListener);
        workers.close();
        probes.close();
        try {
            authenticator.keys().close();
        } catch (PoolException e) {
            LOG.warn("when keys were last used could not be kept: {}", e.getMessage());
        }
    }
}
