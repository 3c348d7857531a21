package io.otedama.gateway.http;

import io.otedama.gateway.view.PaymentViews;
import io.otedama.gateway.view.PoolSource;
import io.otedama.payment.PayoutRun;
import io.otedama.payment.PayoutStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The operator's hand on payments. */
public final class PayoutRoutes implements RouteFamily {
    /** How long a request waits for the round it asked for; it goes on without it. */
    private static final long WAIT_MS = 5_000;

    private static final int MAX_REASON_CHARS = 200;
    private static final String PATH = "/api/v1/admin/payout";

    private final PoolSource pool;

    public PayoutRoutes(PoolSource pool) {
        this.pool = pool;
    }

    @Override
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get(PATH, Need.ADMIN_READ, request -> Reply.ok(payout())),
                ApiRoute.order(PATH + "/approve", request -> await(payments().approve())),
                ApiRoute.order(PATH + "/run", request -> await(payments().runNow())),
                ApiRoute.post(PATH + "/hold", this::hold),
                ApiRoute.order(PATH + "/release", this::release));
    }

    private PayoutRun payments() {
        return pool.payouts()
                .orElseThrow(() -> new ProblemException(ProblemType.NO_WALLET, "It has no wallet, or has not started"));
    }

    private PaymentViews.Payout payout() {
        PayoutRun payments = payments();
        return PaymentViews.Payout.of(payments.status(), payments.plan());
    }

    private Reply hold(ApiRequest request) {
        payments().hold(request.optionalBodyText("reason", MAX_REASON_CHARS).orElse(""));
        return await(payments().runNow()); // makes nothing while it is held: it shows the hold
    }

    private Reply release(ApiRequest request) {
        payments().release();
        return Reply.ok(PaymentViews.Status.of(payments().status()));
    }

    private Reply await(CompletableFuture<PayoutStatus> round) {
        try {
            return Reply.ok(PaymentViews.Status.of(round.get(WAIT_MS, TimeUnit.MILLISECONDS)));
        } catch (TimeoutException e) {
            return Reply.accepted(PaymentViews.Status.of(payments().status()));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ProblemException(ProblemType.CONFLICT, String.valueOf(cause.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.UNAVAILABLE, "The gateway is closing");
        }
    }
}
