package io.otedama.payment;

import io.otedama.chain.Network;
import io.otedama.error.ErrorHandler;
import io.otedama.error.PoolException;
import io.otedama.internal.NamedThreadFactory;
import io.otedama.payment.PaymentPolicy.Approval;
import io.otedama.payment.PayoutStatus.State;
import io.otedama.pipeline.SharePipeline;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.PoolClock;
import io.otedama.spi.PoolComponent;
import io.otedama.spi.Wallet;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Pays miners for as long as the pool runs. One thread of its own talks to the wallet, in rounds: first it finds out what
 * became of every payment under way; only when none is in doubt, and a run is due, it makes new ones.
 *
 * <pre>
 *   due (schedule, {@link #runNow}) ──> approved? ──> held? ──> plan ──> batches ──> IDLE
 *                                         │ no          │ yes                │ something fails
 *                                 AWAITING_APPROVAL    HELD            RETRYING with the next check
 * </pre>
 *
 * <p>A hold by the operator lasts until {@link #release} or the end of the process; one by a conflict until the payment
 * confirms after all or is cancelled. Every public method: any thread.
 */
public final class PayoutRun implements PoolComponent {
    /** Requests that may wait for the thread; one more is refused. */
    public static final int MAX_WAITING = 16;

    private static final String NAME = "payments";
    private static final long CLOSE_WAIT_MS = 5_000;

    private final Wallet wallet;
    private final PaymentPolicy policy;
    private final PaymentLedger ledger;
    private final PaymentPlanner planner;
    private final PaymentSettlement settlement;
    private final PaymentMaker maker;
    private final PoolClock clock;
    private final PayoutSchedule schedule;
    private final Troubles troubles;
    private final ArrayBlockingQueue<Request> requests = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread thread;

    private volatile PayoutStatus status = new PayoutStatus(State.IDLE, "", 0, 0, 0);
    private volatile PayoutPlan lastMade = new PayoutPlan(List.of(), List.of());
    private volatile String operatorHold = "";
    private volatile boolean closed;

    // the thread's own
    private boolean approved;

    /**
     * @param wallet closed together with this when it can be closed
     */
    public PayoutRun(
            SharePipeline pipeline,
            Wallet wallet,
            PaymentPolicy policy,
            Network network,
            PoolClock clock,
            ErrorHandler errors) {
        this(new PaymentLedger(pipeline, PaymentLedger.WAIT_MS), wallet, policy, network, clock, errors);
    }

    PayoutRun(
            PaymentLedger ledger,
            Wallet wallet,
            PaymentPolicy policy,
            Network network,
            PoolClock clock,
            ErrorHandler errors) {
        this.wallet = wallet;
        this.policy = policy;
        this.clock = clock;
        this.ledger = ledger;
        this.planner = new PaymentPlanner(policy, network);
        StatusMarks marks = new StatusMarks(ledger, clock);
        this.settlement = new PaymentSettlement(wallet, ledger, marks, policy.confirmations());
        this.maker = new PaymentMaker(wallet, ledger, marks, policy, clock);
        this.troubles = new Troubles(NAME, clock, errors);
        this.schedule = new PayoutSchedule(policy.interval(), clock);
        this.thread = new NamedThreadFactory("otedama-payments").newThread(this::work);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Looks at open payments at once. */
    @Override
    public void start() {
        thread.start();
    }

    private void work() {
        round();
        while (!closed) {
            try {
                Request request = requests.poll(policy.checkInterval().toMillis(), TimeUnit.MILLISECONDS);
                if (request == null) {
                    round();
                } else {
                    request.run();
                }
            } catch (InterruptedException e) {
                return; // only close() interrupts
            }
        }
    }

    /** One look at everything. The thread only. */
    void round() {
        schedule.look();
        try {
            schedule.makeUpForMissedRuns(ledger::lastPaymentMillis);
            maker.resolveDoubt();
            String conflict = settlement.settle().orElse("");
            String hold = operatorHold.isEmpty() ? conflict : operatorHold;
            if (!hold.isEmpty()) {
                show(State.HELD, hold);
            } else if (schedule.isDue()) {
                run();
            } else {
                show(State.IDLE, "");
            }
            troubles.over();
        } catch (RuntimeException e) {
            if (!closed) {
                status = status.with(State.RETRYING, String.valueOf(e.getMessage()));
                troubles.report(e);
            }
        }
    }

    private void run() {
        PayoutPlan plan = planner.plan(ledger.owed());
        boolean waits = policy.approval() == Approval.HELD && !approved && !plan.isEmpty();
        if (waits) {
            show(
                    State.AWAITING_APPROVAL,
                    plan.payees() + " payees and " + plan.total() + " base units wait for approval");
            return;
        }
        maker.pay(plan);
        lastMade = plan;
        schedule.done();
        approved = false;
        status = new PayoutStatus(
                State.IDLE, "", status.openPayments(), status.completedRuns() + 1, clock.epochMillis());
        show(State.IDLE, "");
    }

    private void show(State state, String reason) {
        status = status.with(state, reason).withOpen(ledger.open().size());
    }

    /** Whom a run would pay now, at the balances of this moment. Waits for the books, asks no wallet. */
    public PayoutPlan plan() {
        return planner.plan(ledger.owed());
    }

    /** Whom the last completed run has paid; nobody before the first one. */
    public PayoutPlan lastMade() {
        return lastMade;
    }

    /** As of the last round. */
    public PayoutStatus status() {
        return status;
    }

    /**
     * Makes a run due at once; one that needs approval still waits for it.
     *
     * @return how payments are after the round; fails when there are too many requests or this is closed
     */
    public CompletableFuture<PayoutStatus> runNow() {
        return request(() -> {
            schedule.makeDue();
            round();
            return status;
        });
    }

    /**
     * Lets the next run pay what is owed at its time, and makes it due at once.
     *
     * @return as of {@link #runNow}
     */
    public CompletableFuture<PayoutStatus> approve() {
        return request(() -> {
            schedule.makeDue();
            approved = true;
            round();
            return status;
        });
    }

    /**
     * No new payments until {@link #release}; those under way are followed on.
     *
     * @param reason shown in status and health
     */
    public void hold(String reason) {
        operatorHold = reason.isBlank() ? "held by the operator" : "held by the operator: " + reason;
    }

    /** Ends the operator's hold. */
    public void release() {
        operatorHold = "";
    }

    /**
     * Gives up a payment whose coins somebody else spent; its payees are owed their amounts again.
     *
     * @return fails when one of its transactions may still confirm
     */
    public CompletableFuture<PayoutStatus> cancel(long paymentId) {
        return request(() -> {
            settlement.cancel(paymentId);
            round();
            return status;
        });
    }

    private CompletableFuture<PayoutStatus> request(Supplier<PayoutStatus> task) {
        Request request = new Request(task, new CompletableFuture<>());
        if (closed || !requests.offer(request)) {
            request.refuse();
        } else if (closed && requests.remove(request)) {
            request.refuse();
        }
        return request.answer;
    }

    /** What somebody asks the thread to do. */
    private record Request(Supplier<PayoutStatus> task, CompletableFuture<PayoutStatus> answer) {
        void run() {
            try {
                answer.complete(task.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }

        void refuse() {
            answer.completeExceptionally(new PoolException("payments are closed or have too many requests already"));
        }
    }

    @Override
    public ComponentHealth health() {
        PayoutStatus now = status;
        ComponentHealth payments = switch (now.state()) {
            case HELD, RETRYING -> ComponentHealth.degraded(NAME, now.reason());
            case AWAITING_APPROVAL -> ComponentHealth.up(NAME, now.reason());
            case IDLE -> ComponentHealth.up(NAME, now.openPayments() + " payments wait for the chain");
        };
        return payments.with(wallet.health());
    }

    /** What is under way is finished by the next start. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        closeWallet(); // breaks a call under way
        try {
            thread.join(CLOSE_WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Request left = requests.poll(); left != null; left = requests.poll()) {
            left.refuse();
        }
    }

    private void closeWallet() {
        if (wallet instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                troubles.report(e);
            }
        }
    }
}
