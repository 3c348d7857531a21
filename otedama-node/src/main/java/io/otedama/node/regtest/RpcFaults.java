package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is to go wrong with the next calls of a method, in the order it was asked for. Any thread. */
final class RpcFaults {
    /** Faults that wait for a call, over all methods. */
    static final int MAX_WAITING = 10_000;

    private final Map<String, Deque<Fault>> waiting = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private int count;

    /**
     * One call's misfortune.
     *
     * @param delay before the call is worked on
     * @param error what is answered instead of working on it; null: it is worked on
     * @param lie the result that is answered instead of working on it; null: it is worked on
     * @param dropped true when the connection breaks instead of an answer
     */
    record Fault(
            Duration delay,
            @Nullable RpcError error,
            @Nullable JsonNode lie,
            boolean dropped) {
        static final Fault NONE = new Fault(Duration.ZERO, null, null, false);
    }

    synchronized void add(String method, Fault fault, int times) {
        if (times < 0 || count + times > MAX_WAITING) {
            throw new IllegalArgumentException("at most " + MAX_WAITING + " faults can wait");
        }
        count += times;
        Deque<Fault> queue = waiting.computeIfAbsent(method, m -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            queue.add(fault);
        }
    }

    synchronized void clear() {
        waiting.clear();
        count = 0;
    }

    synchronized Fault next(String method) {
        Deque<Fault> queue = waiting.get(method);
        Fault fault = queue == null ? null : queue.poll();
        if (fault == null) {
            return Fault.NONE;
        }
        count--;
        return fault;
    }

    /** Waits as long as a fault says; returns early when the server closes. */
    void delay(Fault fault) throws InterruptedException {
        if (!fault.delay().isZero() && closed.await(fault.delay().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the server closes");
        }
    }

    void close() {
        closed.countDown();
    }
}
