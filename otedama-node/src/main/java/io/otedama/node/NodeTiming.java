package io.otedama.node;

import io.otedama.node.rpc.CircuitLimits;
import io.otedama.node.rpc.RpcLimits;
import java.time.Duration;

/**
 * Every interval of {@link CoreNode} in one place.
 *
 * @param poll how often the node in use is asked for its best block when nothing notified us
 * @param watch how often every node is asked where it stands
 * @param refresh age at which a template is fetched again although the tip is the same
 * @param stuckAfter how long a node may stand still while another one is higher
 * @param returnAfter how long a preferred node must have been good before work comes from it again
 * @param backoffFirst pause after the first failure
 * @param backoffMax longest pause between attempts
 * @param longPollTimeout of silence in a long poll
 * @param rpc time-outs and sizes of single calls
 * @param circuit when a node is left alone, and for how long
 */
record NodeTiming(
        Duration poll,
        Duration watch,
        Duration refresh,
        Duration stuckAfter,
        Duration returnAfter,
        Duration backoffFirst,
        Duration backoffMax,
        Duration longPollTimeout,
        RpcLimits rpc,
        CircuitLimits circuit) {
    static final NodeTiming DEFAULT = new NodeTiming(
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
            RpcLimits.LONG_POLL_TIMEOUT,
            RpcLimits.DEFAULT,
            CircuitLimits.DEFAULT);

    NodeTiming withPoll(Duration value) {
        return new NodeTiming(
                value,
                watch,
                refresh,
                stuckAfter,
                returnAfter,
                backoffFirst,
                backoffMax,
                longPollTimeout,
                rpc,
                circuit);
    }

    NodeTiming withStuckAfter(Duration value) {
        return new NodeTiming(
                poll, watch, refresh, value, returnAfter, backoffFirst, backoffMax, longPollTimeout, rpc, circuit);
    }

    NodeTiming withReturnAfter(Duration value) {
        return new NodeTiming(
                poll, watch, refresh, stuckAfter, value, backoffFirst, backoffMax, longPollTimeout, rpc, circuit);
    }

    NodeTiming withRpc(RpcLimits value) {
        return new NodeTiming(
                poll,
                watch,
                refresh,
                stuckAfter,
                returnAfter,
                backoffFirst,
                backoffMax,
                longPollTimeout,
                value,
                circuit);
    }

    NodeTiming withCircuit(CircuitLimits value) {
        return new NodeTiming(
                poll, watch, refresh, stuckAfter, returnAfter, backoffFirst, backoffMax, longPollTimeout, rpc, value);
    }
}
