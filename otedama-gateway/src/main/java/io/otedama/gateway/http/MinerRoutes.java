package io.otedama.gateway.http;

import io.otedama.WorkerSnapshot;
import io.otedama.gateway.view.CreditViews;
import io.otedama.gateway.view.HistoryViews;
import io.otedama.gateway.view.MinerPages;
import io.otedama.gateway.view.MinerTotals;
import io.otedama.gateway.view.MinerView;
import io.otedama.gateway.view.MinerViews;
import io.otedama.gateway.view.PaymentViews;
import io.otedama.gateway.view.PoolPicture;
import io.otedama.gateway.view.PoolSource;
import io.otedama.gateway.view.PoolViews;
import io.otedama.gateway.view.SeriesView;
import io.otedama.gateway.view.WorkerOrder;
import io.otedama.gateway.view.WorkerPages;
import io.otedama.spi.PoolQuery;
import io.otedama.spi.StoredPayment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Miners and what is theirs; workers; payments; the hash rate over time. */
public final class MinerRoutes implements RouteFamily {
    private static final List<String> SORTS =
            Arrays.stream(WorkerOrder.values()).map(WorkerOrder::word).toList();
    private static final List<String> DIRECTIONS = List.of("asc", "desc");

    private final PoolSource pool;
    private final PoolViews views;
    private final MinerViews miners;
    private final HistoryViews history;

    public MinerRoutes(PoolSource pool, PoolViews views, MinerViews miners, HistoryViews history) {
        this.pool = pool;
        this.views = views;
        this.miners = miners;
        this.history = history;
    }

    @Override
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get("/api/v1/miners", Need.MINERS, this::list),
                ApiRoute.get("/api/v1/miners/{account}", Need.ACCOUNT, request -> Reply.ok(miner(request))),
                ApiRoute.get("/api/v1/miners/{account}/workers", Need.ACCOUNT, this::workersOf),
                ApiRoute.get("/api/v1/miners/{account}/payments", Need.ACCOUNT, this::paymentsTo),
                ApiRoute.get("/api/v1/miners/{account}/credits", Need.ACCOUNT, this::creditsOf),
                ApiRoute.get("/api/v1/miners/{account}/hashrate", Need.ACCOUNT, this::hashrateOf),
                ApiRoute.get("/api/v1/workers", Need.MINERS, this::workers),
                ApiRoute.get("/api/v1/workers/{name}", Need.ACCOUNT_OF_WHAT_IS_FOUND, this::worker),
                ApiRoute.get("/api/v1/payments", Need.POOL, this::payments),
                ApiRoute.get("/api/v1/hashrate", Need.POOL, this::hashrate));
    }

    private Reply list(ApiRequest request) {
        String sort = request.word("sort", MinerPages.SORTS);
        String search = request.text("search").orElse("");
        int limit = request.limit();
        return Reply.ok(
                ApiRequest.valid(() -> MinerPages.page(views.picture(), sort, search, request.cursor(), limit)));
    }

    private MinerView miner(ApiRequest request) {
        return miners.find(request.param("account"))
                .orElseThrow(() -> ApiRequest.notFound("No miner of that account is known"));
    }

    private Reply workersOf(ApiRequest request) {
        MinerTotals miner = views.picture().miners().get(request.param("account"));
        if (miner == null) {
            miner(request); // it may be in the store, without workers today
        }
        return Reply.ok(workerPage(request, miner == null ? List.of() : miner.workers()));
    }

    private Reply workers(ApiRequest request) {
        return Reply.ok(workerPage(request, null));
    }

    /** @param some of them; null: all, whose sorted lists are shared */
    private Object workerPage(ApiRequest request, @Nullable List<WorkerSnapshot> some) {
        WorkerOrder order = WorkerOrder.of(request.word("sort", SORTS)).orElse(WorkerOrder.NAME);
        boolean descending = request.word("order", DIRECTIONS).equals("desc");
        String search = request.text("search").orElse("");
        int limit = request.limit();
        List<WorkerSnapshot> ascending = some == null
                ? views.picture().workers(order)
                : some.stream().sorted(order).toList();
        return ApiRequest.valid(() -> WorkerPages.page(ascending, order, descending, search, request.cursor(), limit));
    }

    private Reply worker(ApiRequest request) {
        String name = request.param("name");
        PoolPicture picture = views.picture();
        Optional<WorkerSnapshot> found = picture.worker(name);
        request.access()
                .require(
                        Need.ACCOUNT,
                        request.caller(),
                        found.map(WorkerSnapshot::account).orElse(null));
        return Reply.ok(views.worker(name).orElseThrow(() -> ApiRequest.notFound("No such worker is known")));
    }

    private Reply payments(ApiRequest request) {
        PoolQuery store = Stores.of(pool);
        return Reply.ok(Stores.page(request, store::payments, StoredPayment::id, PaymentViews.OfPool::of));
    }

    private Reply paymentsTo(ApiRequest request) {
        PoolQuery store = Stores.of(pool);
        miner(request);
        String account = request.param("account");
        return Reply.ok(Stores.page(
                request,
                (before, limit) -> store.payments(account, before, limit),
                StoredPayment::id,
                PaymentViews.OfAccount::of));
    }

    private Reply creditsOf(ApiRequest request) {
        PoolQuery store = Stores.of(pool);
        miner(request);
        String account = request.param("account");
        return Reply.ok(Stores.page(
                request,
                (before, limit) -> store.credits(account, before, limit),
                credit -> credit.block().sequence(),
                credit -> CreditViews.ofAccount(credit, views.payout())));
    }

    private Reply hashrate(ApiRequest request) {
        Optional<String> account = request.text("account");
        if (account.isPresent()) {
            request.access().require(Need.ACCOUNT, request.caller(), account.get());
            return Reply.ok(series(request, account.get()));
        }
        return Reply.ok(series(request, null));
    }

    private Reply hashrateOf(ApiRequest request) {
        miner(request);
        return Reply.ok(series(request, request.param("account")));
    }

    private SeriesView series(ApiRequest request, @Nullable String account) {
        long now = history.now();
        long to = request.number("to").orElse(now + 1);
        long from = request.number("from").orElse(to - HistoryViews.DEFAULT_MILLIS);
        long most = account == null ? HistoryViews.MAX_POOL_MILLIS : HistoryViews.MAX_MILLIS;
        if (from < 0 || to <= from || to - from > most) {
            throw ApiRequest.bad("from is before to, by at most " + most + " ms");
        }
        return account == null ? history.ofPool(from, to) : history.ofAccount(Stores.of(pool), account, from, to);
    }
}
