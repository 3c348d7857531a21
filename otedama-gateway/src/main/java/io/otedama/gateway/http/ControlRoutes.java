package io.otedama.gateway.http;

import io.otedama.chain.Difficulty;
import io.otedama.gateway.view.ControlViews;
import io.otedama.gateway.view.Page;
import io.otedama.gateway.view.PoolSource;
import io.otedama.spi.PoolControl;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operator's hand on the pool: bans, difficulties, draining. */
public final class ControlRoutes implements RouteFamily {
    private static final long MAX_BAN_SECONDS = 365 * 86_400L;
    private static final int MAX_REASON_CHARS = 200;

    private final PoolSource pool;

    public ControlRoutes(PoolSource pool) {
        this.pool = pool;
    }

    @Override
    public List<ApiRoute> routes() {
        String bans = "/api/v1/admin/bans";
        String difficulty = "/api/v1/admin/workers/{name}/difficulty";
        return List.of(
                ApiRoute.get(bans, Need.ADMIN_READ, this::bans),
                ApiRoute.post(bans, this::ban),
                ApiRoute.delete(bans + "/{network}", this::unban),
                ApiRoute.get("/api/v1/admin/guard/{subject}", Need.ADMIN_READ, this::standing),
                ApiRoute.get("/api/v1/admin/alarms", Need.ADMIN_READ, this::alarms),
                ApiRoute.put(difficulty, this::fixDifficulty),
                ApiRoute.delete(difficulty, request -> Reply.ok(setDifficulty(request.param("name"), null))),
                ApiRoute.order("/api/v1/admin/drain", this::drain));
    }

    private PoolControl control() {
        return pool.control()
                .orElseThrow(() -> new ProblemException(ProblemType.UNAVAILABLE, "The pool has not started yet", 2));
    }

    private Reply bans(ApiRequest request) {
        return Reply.ok(
                Page.whole(control().bans().stream().map(ControlViews.Ban::of).toList()));
    }

    private Reply ban(ApiRequest request) {
        String network = request.bodyText("network", 64);
        long seconds = request.bodyNumber("seconds").orElse(0L);
        String reason = request.optionalBodyText("reason", MAX_REASON_CHARS).orElse("by the operator");
        if (seconds < 1 || seconds > MAX_BAN_SECONDS) {
            throw ApiRequest.bad("'seconds' is 1 to " + MAX_BAN_SECONDS);
        }
        PoolControl.Ban ban = ApiRequest.valid(() -> control().ban(network, Duration.ofSeconds(seconds), reason));
        return Reply.created(ControlViews.Ban.of(ban));
    }

    private Reply unban(ApiRequest request) {
        if (!ApiRequest.valid(() -> control().unban(request.param("network")))) {
            throw ApiRequest.notFound("Exactly that network is not banned");
        }
        return Reply.nothing();
    }

    private Reply standing(ApiRequest request) {
        return Reply.ok(ApiRequest.valid(() -> control().standing(request.param("subject")))
                .map(ControlViews.Standing::of)
                .orElseThrow(() -> ApiRequest.notFound("Nothing is known of it")));
    }

    private Reply alarms(ApiRequest request) {
        return Reply.ok(Page.whole(
                control().alarms().stream().map(ControlViews.Alarm::of).toList()));
    }

    private Reply fixDifficulty(ApiRequest request) {
        String text = request.bodyText("difficulty", 40);
        Difficulty difficulty = ApiRequest.valid(() -> Difficulty.of(text));
        return Reply.ok(setDifficulty(request.param("name"), difficulty));
    }

    private FixedDifficulty setDifficulty(String worker, @Nullable Difficulty difficulty) {
        if (!control().fixDifficulty(worker, difficulty)) {
            throw ApiRequest.notFound("No such worker is known");
        }
        return new FixedDifficulty(worker, difficulty == null ? null : difficulty.toString());
    }

    /**
     * @param fixedDifficulty null: it follows the worker
     */
    record FixedDifficulty(String name, @Nullable String fixedDifficulty) {}

    private Reply drain(ApiRequest request) {
        control().drain();
        return Reply.accepted(new Order("draining"));
    }

    /** What was ordered. */
    record Order(String order) {}
}
