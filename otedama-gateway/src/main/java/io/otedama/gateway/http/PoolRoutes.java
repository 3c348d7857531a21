package io.otedama.gateway.http;

import io.otedama.chain.Hash256;
import io.otedama.gateway.view.BlockView;
import io.otedama.gateway.view.CreditViews;
import io.otedama.gateway.view.HealthView;
import io.otedama.gateway.view.LuckView;
import io.otedama.gateway.view.Page;
import io.otedama.gateway.view.PoolSource;
import io.otedama.gateway.view.PoolViews;
import io.otedama.gateway.view.RoundBook;
import io.otedama.gateway.view.RoundView;
import io.otedama.ledger.BlockBook;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.PoolQuery;
import io.otedama.spi.StoredRound;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pool as a whole: itself, its parts, blocks, rounds, luck. */
public final class PoolRoutes implements RouteFamily {
    private final PoolSource pool;
    private final PoolViews views;
    private final RoundBook rounds;

    public PoolRoutes(PoolSource pool, PoolViews views, RoundBook rounds) {
        this.pool = pool;
        this.views = views;
        this.rounds = rounds;
    }

    @Override
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get("/api/v1/pool", Need.POOL, request -> Reply.ok(views.pool())),
                ApiRoute.get("/api/v1/nodes", Need.POOL, request -> Reply.ok(Page.whole(nodes()))),
                ApiRoute.get("/api/v1/components", Need.POOL, request -> Reply.ok(Page.whole(components()))),
                ApiRoute.get("/api/v1/blocks", Need.POOL, this::blocks),
                ApiRoute.get("/api/v1/blocks/{hash}", Need.POOL, request -> Reply.ok(shown(request, block(request)))),
                ApiRoute.get("/api/v1/blocks/{hash}/credits", Need.MINERS, this::credits),
                ApiRoute.get("/api/v1/rounds", Need.POOL, this::rounds),
                ApiRoute.get("/api/v1/luck", Need.POOL, this::luck));
    }

    /** The pool names its node first. */
    private List<HealthView> nodes() {
        return components().stream().limit(1).toList();
    }

    private List<HealthView> components() {
        List<ComponentHealth> health = pool.health().components();
        return health.stream().map(HealthView::of).toList();
    }

    private Reply blocks(ApiRequest request) {
        int limit = request.limit();
        String cursor = request.cursor();
        Page<BlockView> page = ApiRequest.valid(() -> views.blocks(cursor, limit));
        return Reply.ok(new Page<>(
                page.items().stream().map(block -> shown(request, block)).toList(), page.next()));
    }

    private static BlockView shown(ApiRequest request, BlockView block) {
        return request.access().allows(Need.MINERS, request.caller(), null) ? block : block.withoutNames();
    }

    private BlockView block(ApiRequest request) {
        return views.block(hash(request)).orElseThrow(() -> ApiRequest.notFound("This pool found no such block"));
    }

    private static Hash256 hash(ApiRequest request) {
        return ApiRequest.valid(() -> Hash256.ofDisplay(request.param("hash")));
    }

    private Reply credits(ApiRequest request) {
        BlockView block = block(request);
        return Reply.ok(CreditViews.ofBlock(block, Stores.of(pool).credits(hash(request)), views.payout()));
    }

    private Reply rounds(ApiRequest request) {
        PoolQuery store = Stores.of(pool);
        return Reply.ok(Stores.page(
                request,
                store::rounds,
                StoredRound::firstSequence,
                round -> RoundView.of(round, heightOf(round.block()))));
    }

    private @Nullable Integer heightOf(@Nullable Hash256 block) {
        int place = block == null ? -1 : views.picture().placeOf(block);
        List<BlockBook.Entry> blocks = views.picture().blocks();
        return place < 0 || place >= blocks.size() ? null : blocks.get(place).height();
    }

    private Reply luck(ApiRequest request) {
        Stores.of(pool);
        List<StoredRound> newest = rounds.newest();
        return Reply.ok(LuckView.of(newest.subList(0, Math.min(newest.size(), LuckView.NEEDED))));
    }
}
