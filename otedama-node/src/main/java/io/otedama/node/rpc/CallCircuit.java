package io.otedama.node.rpc;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.otedama.error.NodeException;
import io.otedama.error.PoolException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breaker of one daemon: after many calls without an answer it holds the next ones back, lets a single probe out
 * after a while, and goes on when that is answered.
 *
 * <pre>
 *   closed ──too many failures──> open ──pause is over──> half-open ──answer──> closed
 *     ^                            │ ^                        │
 *     └──answer to an URGENT call──┘ └───────failure──────────┘   the pause doubles
 * </pre>
 *
 * <p>A failure is a call without an answer that can be understood: no connection, a time-out, HTTP 5xx without a JSON-RPC
 * error. A JSON-RPC error of any code is an answer, and so is a refused password: such a daemon is well, and waiting changes
 * nothing. Calls that we broke off ourselves count for nothing. Any thread; owns none.
 */
public final class CallCircuit implements CallGate {
    private static final Logger LOG = LoggerFactory.getLogger(CallCircuit.class);
    private static final int PROBES = 1;
    private static final int PERCENT = 100;

    private final CircuitBreaker breaker;
    private final LongSupplier nanoTime;
    private volatile Failure lastFailure = new Failure("", 0);
    private volatile boolean answered;
    private volatile long answeredNs;

    private record Failure(String message, long atNs) {}

    private enum Outcome {
        ANSWERED,
        FAILED,
        NOTHING
    }

    /**
     * @param name of the daemon, without secrets
     * @param nanoTime monotonic
     */
    public CallCircuit(String name, CircuitLimits limits, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindow(limits.window(), limits.minimumCalls(), SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(limits.failurePercent())
                        .permittedNumberOfCallsInHalfOpenState(PROBES)
                        .waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialBackoff(
                                limits.openFirst(), CircuitLimits.OPEN_FACTOR, limits.openMax()))
                        .clock(clock(nanoTime))
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            switch (event.getStateTransition()) {
                case CLOSED_TO_OPEN ->
                    LOG.warn("{}; it is left alone, but for probes and blocks", lastFailure.message());
                case HALF_OPEN_TO_CLOSED, OPEN_TO_CLOSED -> LOG.info("{} answers again", name);
                default -> LOG.debug("{}: {}", name, event.getStateTransition());
            }
        });
    }

    private static Clock clock(LongSupplier nanoTime) {
        InstantSource source = () -> Instant.EPOCH.plusNanos(nanoTime.getAsLong());
        return source.withZone(ZoneOffset.UTC);
    }

    @Override
    public <T> T pass(Kind kind, Supplier<T> call) {
        switch (kind) {
            case PATIENT -> {
                if (breaker.getState() != State.CLOSED) {
                    throw heldBack();
                }
                return call.get();
            }
            case USUAL -> {
                if (!breaker.tryAcquirePermission()) {
                    throw heldBack();
                }
            }
            case URGENT -> {} // a breaker must never keep a block from a node
        }
        return watched(kind, call);
    }

    private <T> T watched(Kind kind, Supplier<T> call) {
        Outcome outcome = Outcome.NOTHING;
        try {
            T result = call.get();
            outcome = Outcome.ANSWERED;
            return result;
        } catch (PoolException e) {
            outcome = meaning(e);
            if (outcome == Outcome.FAILED) {
                lastFailure = new Failure(String.valueOf(e.getMessage()), nanoTime.getAsLong());
                breaker.onError(0, TimeUnit.NANOSECONDS, e);
            }
            throw e;
        } finally {
            if (outcome == Outcome.ANSWERED) {
                answered();
            } else if (outcome == Outcome.NOTHING && kind == Kind.USUAL) {
                breaker.releasePermission();
            }
        }
    }

    private static Outcome meaning(PoolException e) {
        if (e instanceof RpcException || e instanceof UnauthorizedException) {
            return Outcome.ANSWERED;
        }
        if (e instanceof BrokenOffException) {
            return Outcome.NOTHING;
        }
        if (e instanceof NodeException) {
            return Outcome.FAILED;
        }
        return e.getCause() instanceof NodeException cause
                ? meaning(cause)
                : Outcome.ANSWERED; // the caller's words for it
    }

    private void answered() {
        answeredNs = nanoTime.getAsLong();
        answered = true;
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        if (breaker.getState() == State.OPEN) {
            breaker.transitionToClosedState();
        }
    }

    private CircuitOpenException heldBack() {
        return new CircuitOpenException(lastFailure.message());
    }

    /** How it stands now. */
    public CircuitState state() {
        CircuitBreaker.Metrics metrics = breaker.getMetrics();
        int calls = metrics.getNumberOfBufferedCalls();
        int rate = calls == 0 ? 0 : metrics.getNumberOfFailedCalls() * PERCENT / calls;
        Failure failure = lastFailure;
        return new CircuitState(
                word(breaker.getState()), rate, failure.message(), failure.atNs(), answered, answeredNs);
    }

    private static String word(State state) {
        return switch (state) {
            case OPEN, FORCED_OPEN -> "open";
            case HALF_OPEN -> "half-open";
            default -> CircuitState.CLOSED;
        };
    }

    @Override
    public String toString() {
        return "circuit of " + breaker.getName() + ": " + word(breaker.getState());
    }
}
