package io.otedama.node.rpc;

import java.time.Duration;

/**
 * When a daemon is left alone, and for how long.
 *
 * @param window calls that are looked back at
 * @param minimumCalls before there are so many nothing is concluded
 * @param failurePercent of the calls in the window at which the daemon is left alone
 * @param openFirst how long at first; doubles with every probe that fails
 * @param openMax longest pause between two probes
 */
public record CircuitLimits(int window, int minimumCalls, int failurePercent, Duration openFirst, Duration openMax) {
    /** Five failures in a row; then a probe after 2, 4, 8, 10, 10, … seconds. */
    public static final CircuitLimits DEFAULT =
            new CircuitLimits(10, 5, 50, Duration.ofSeconds(2), Duration.ofSeconds(10));

    /** Growth of the pause between probes. */
    static final double OPEN_FACTOR = 2;
}
