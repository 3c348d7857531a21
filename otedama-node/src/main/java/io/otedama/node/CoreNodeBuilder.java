package io.otedama.node;

import io.otedama.chain.Network;
import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.error.ErrorHandler;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.spi.PoolClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings of a {@link CoreNode}. Every setter may be called once or not at all, {@code endpoint} and {@code zmqBlocks}
 * as often as there are nodes; {@link #build} names every mistake at once.
 */
public final class CoreNodeBuilder {
    /** More nodes than this are certainly a mistake. */
    public static final int MAX_NODES = 16;

    private static final Logger LOG = LoggerFactory.getLogger(CoreNode.class);
    private static final Pattern ZMQ_ADDRESS = Pattern.compile("tcp://[^\\s@*]+:[0-9]{1,5}");
    private static final Duration SHORTEST = Duration.ofMillis(10);

    private final List<NodeEndpoint> endpoints = new ArrayList<>();
    private final List<String> zmqAddresses = new ArrayList<>();
    private @Nullable Network network;
    private PoolClock clock = PoolClock.system();
    private ErrorHandler errors = (where, error, fatal) -> LOG.warn("{}: {}", where, error.toString());
    private NodeTiming timing = NodeTiming.DEFAULT;
    private @Nullable Long seed;

    CoreNodeBuilder() {}

    /**
     * Adds a node, {@code http://user:password@host:port}. The first one is preferred, the others take over in this
     * order.
     *
     * @throws ConfigurationException when the URL is wrong
     */
    public CoreNodeBuilder endpoint(String url) {
        return endpoint(NodeEndpoint.parse(url));
    }

    /** Adds a node; see {@link NodeEndpoint#cookie} for one with a cookie file. */
    public CoreNodeBuilder endpoint(NodeEndpoint endpoint) {
        endpoints.add(Objects.requireNonNull(endpoint, "endpoint"));
        return this;
    }

    /** Adds a {@code zmqpubhashblock} publisher, {@code tcp://host:port}. Optional: long poll and polling always work. */
    public CoreNodeBuilder zmqBlocks(String address) {
        zmqAddresses.add(Objects.requireNonNull(address, "address"));
        return this;
    }

    /** The chain that the nodes must be of; needed only for one that is not built in. */
    public CoreNodeBuilder network(Network required) {
        network = Objects.requireNonNull(required, "required");
        return this;
    }

    /** How often the node in use is asked for its best block when nothing notified us; one second by default. */
    public CoreNodeBuilder pollInterval(Duration interval) {
        timing = timing.withPoll(interval);
        return this;
    }

    /** How long a node may stand still while another is higher; 60 s by default. */
    public CoreNodeBuilder stuckAfter(Duration duration) {
        timing = timing.withStuckAfter(duration);
        return this;
    }

    /** How long a preferred node must have been good before work comes from it again; 30 s by default. */
    public CoreNodeBuilder returnAfter(Duration duration) {
        timing = timing.withReturnAfter(duration);
        return this;
    }

    public CoreNodeBuilder clock(PoolClock time) {
        clock = Objects.requireNonNull(time, "time");
        return this;
    }

    /** Told when a listener throws or the last node stops giving work; logs by default. */
    public CoreNodeBuilder errorHandler(ErrorHandler handler) {
        errors = Objects.requireNonNull(handler, "handler");
        return this;
    }

    /** Makes the random part of the backoff repeatable. */
    public CoreNodeBuilder randomSeed(long value) {
        seed = value;
        return this;
    }

    /** Replaces every interval at once, for tests. */
    CoreNodeBuilder timing(NodeTiming all) {
        timing = all;
        return this;
    }

    /**
     * @throws ConfigurationException listing every mistake
     */
    public CoreNode build() {
        List<ConfigProblem> problems = new ArrayList<>();
        checkEndpoints(problems);
        for (String address : zmqAddresses) {
            if (!ZMQ_ADDRESS.matcher(address).matches()) {
                problems.add(new ConfigProblem(
                        "zmq", "not an address to connect to: " + address, "Write it as tcp://127.0.0.1:28332"));
            }
        }
        checkDuration(problems, "pollInterval", timing.poll());
        checkDuration(problems, "stuckAfter", timing.stuckAfter());
        checkDuration(problems, "returnAfter", timing.returnAfter());
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        long random = seed != null ? seed : new SecureRandom().nextLong();
        return new CoreNode(endpoints, zmqAddresses, network, timing, clock, errors, random);
    }

    private void checkEndpoints(List<ConfigProblem> problems) {
        if (endpoints.isEmpty() || endpoints.size() > MAX_NODES) {
            problems.add(new ConfigProblem(
                    "node", endpoints.size() + " nodes are configured", "Name 1 to " + MAX_NODES + " nodes"));
        }
        Set<String> names = new HashSet<>();
        for (NodeEndpoint endpoint : endpoints) {
            if (!names.add(endpoint.name())) {
                problems.add(new ConfigProblem("node", endpoint.name() + " is listed twice", "Remove one of them"));
            }
        }
    }

    private static void checkDuration(List<ConfigProblem> problems, String key, Duration value) {
        if (value.compareTo(SHORTEST) < 0) {
            problems.add(new ConfigProblem(key, value + " is too short", "At least " + SHORTEST.toMillis() + " ms"));
        }
    }
}
