package io.otedama.gateway.http;

import io.otedama.gateway.auth.Scope;
import io.otedama.gateway.view.EventRing;
import io.otedama.gateway.view.EventView;
import io.otedama.gateway.view.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** Events, health, metrics, and the description of everything. */
public final class MetaRoutes implements RouteFamily {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final EventRing events;
    private final HealthProbe health;
    private final Supplier<String> metrics;
    private final boolean open;
    private final String description;

    /**
     * @param metrics in Prometheus' text format
     * @param access with NONE health tells no parts, and metrics need {@code read}
     */
    public MetaRoutes(EventRing events, HealthProbe health, Supplier<String> metrics, PublicAccess access) {
        this.events = events;
        this.health = health;
        this.metrics = metrics;
        this.open = access != PublicAccess.NONE;
        this.description = description();
    }

    /** The OpenAPI document. */
    public static String description() {
        try (InputStream in = MetaRoutes.class.getResourceAsStream("/io/otedama/gateway/openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("openapi.json cannot be read", e);
        }
    }

    @Override
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get("/api/v1/events", Need.POOL, this::events),
                ApiRoute.get("/api/v1/openapi.json", Need.POOL, request -> Reply.text(description, "application/json")),
                ApiRoute.get("/health/live", Need.OPEN, request -> reply(health.live())),
                ApiRoute.get("/health/ready", Need.OPEN, request -> reply(health.ready())),
                ApiRoute.get("/health/startup", Need.OPEN, request -> reply(health.startup())),
                ApiRoute.get("/metrics", Need.POOL, request -> Reply.text(metrics.get(), PROMETHEUS)));
    }

    private Reply events(ApiRequest request) {
        long after = request.number("after").orElse(0L);
        int limit = request.limit();
        boolean names = request.access().allows(Need.MINERS, request.caller(), null);
        boolean alarms = request.caller().has(Scope.ADMIN_READ);
        List<EventView> found = events.after(after).events().stream()
                .filter(event -> alarms || !event.isForTheOperator())
                .map(event -> names ? event : event.withoutNames())
                .toList();
        List<EventView> page = request.number("after").isPresent()
                ? found.subList(0, Math.min(limit, found.size()))
                : found.subList(Math.max(found.size() - limit, 0), found.size());
        boolean more = !page.isEmpty()
                && !found.isEmpty()
                && page.get(page.size() - 1).id() < found.get(found.size() - 1).id();
        return Reply.ok(new Page<>(
                page, more ? Long.toString(page.get(page.size() - 1).id()) : null));
    }

    private Reply reply(HealthProbe.Report report) {
        HealthProbe.Report told = open ? report : report.withoutDetail();
        return Reply.withStatus(report.isGood() ? 200 : 503, told);
    }
}
