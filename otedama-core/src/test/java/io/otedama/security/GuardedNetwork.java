package io.otedama.security;

import io.otedama.event.PoolEvent;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.testkit.VirtualClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A guard with no exempt networks, its time, and what it said. */
final class GuardedNetwork {
    final VirtualClock clock = new VirtualClock(1_700_000_000);
    final InMemoryMetrics metrics = new InMemoryMetrics();
    final List<PoolEvent> events = new CopyOnWriteArrayList<>();
    final Guard guard;

    GuardedNetwork() {
        this(config -> {});
    }

    GuardedNetwork(Consumer<GuardConfigBuilder> settings) {
        GuardConfigBuilder config = GuardConfig.builder().exempt(List.of());
        settings.accept(config);
        guard = new Guard(config.build(), clock, metrics, events::add);
    }

    static InetAddress ip(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** 10.x.y.z by number. */
    static InetAddress numbered(int number) {
        try {
            byte[] bytes = {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    long count(String counter) {
        return metrics.snapshot().counters().getOrDefault(counter, 0L);
    }

    /** Misbehaves as a stranger until that step was asked for. */
    int strangerUntil(GuardStep wanted, InetAddress from, Misbehaviour kind) {
        for (int times = 1; times <= 10_000; times++) {
            if (guard.onMisbehaviour(from, null, kind) == wanted) {
                return times;
            }
        }
        throw new AssertionError(wanted + " never came");
    }

    /** Misbehaves as a worker until that step was asked for. */
    int workerUntil(GuardStep wanted, GuardedWorker worker, Misbehaviour kind) {
        for (int times = 1; times <= 10_000; times++) {
            if (worker.onMisbehaviour(kind) == wanted) {
                return times;
            }
        }
        throw new AssertionError(wanted + " never came");
    }
}
