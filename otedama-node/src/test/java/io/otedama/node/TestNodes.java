package io.otedama.node;

import io.otedama.node.rpc.CircuitLimits;
import io.otedama.node.rpc.RpcLimits;
import io.otedama.spi.TemplateListener;
import io.otedama.spi.TemplateUpdate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Builders and recorders that the tests share. */
final class TestNodes {
    static final Duration SOON = Duration.ofSeconds(10);

    /** Fast where tests wait, long where they push the clock instead. */
    static final NodeTiming FAST = new NodeTiming(
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            Duration.ofMinutes(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            Duration.ofSeconds(20),
            new RpcLimits(Duration.ofSeconds(1), Duration.ofSeconds(2), RpcLimits.MAX_RESPONSE_BYTES),
            new CircuitLimits(10, 5, 50, Duration.ofMillis(20), Duration.ofMillis(100)));

    private TestNodes() {}

    /** As {@link #FAST}, but nothing is found by looking every now and then. */
    static NodeTiming slowPolling() {
        return new NodeTiming(
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                FAST.refresh(),
                FAST.stuckAfter(),
                FAST.returnAfter(),
                FAST.backoffFirst(),
                FAST.backoffMax(),
                FAST.longPollTimeout(),
                FAST.rpc(),
                FAST.circuit());
    }

    static CoreNodeBuilder builder(FakeNode... nodes) {
        CoreNodeBuilder builder = CoreNode.builder().timing(FAST).randomSeed(1);
        for (FakeNode node : nodes) {
            builder.endpoint(node.url());
        }
        return builder;
    }

    /** Names of our threads that are alive. */
    static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("otedama-node"))
                .sorted()
                .toList();
    }

    /** Keeps every update. */
    static final class Recorder implements TemplateListener {
        final List<TemplateUpdate> updates = new CopyOnWriteArrayList<>();

        @Override
        public void onTemplate(TemplateUpdate update) {
            updates.add(update);
        }

        boolean isEmpty() {
            return updates.isEmpty();
        }

        TemplateUpdate last() {
            return updates.get(updates.size() - 1);
        }

        int lastHeight() {
            return isEmpty() ? 0 : last().template().height();
        }
    }
}
