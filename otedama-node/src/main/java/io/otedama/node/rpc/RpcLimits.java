package io.otedama.node.rpc;

import java.time.Duration;

/**
 * How long and how much a client puts up with.
 *
 * @param connectTimeout until the TCP connection stands
 * @param responseTimeout of silence while waiting for an answer, {@link #QUICK_TIMEOUT} at most for light questions; a whole answer may take {@link #TOTAL_FACTOR} times that
 * @param maxResponseBytes of one answer
 */
public record RpcLimits(Duration connectTimeout, Duration responseTimeout, int maxResponseBytes) {
    /** Until the TCP connection stands. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Of silence; a busy node needs a second or two for a template. */
    public static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(15);

    /** Of silence after a question that costs a node nothing; what takes longer hangs, and another node should take over. */
    public static final Duration QUICK_TIMEOUT = Duration.ofSeconds(5);

    /** Of silence in a long poll: without a new block or transaction a node keeps quiet on purpose. */
    public static final Duration LONG_POLL_TIMEOUT = Duration.ofMinutes(5);

    /** Of silence after a block was submitted; the node validates all of it first. */
    public static final Duration SUBMIT_TIMEOUT = Duration.ofSeconds(60);

    /** A full block is 8 MB of hex, its transaction list about 3 MB of JSON beside that. */
    public static final int MAX_RESPONSE_BYTES = 32 << 20;

    /** How many response time-outs a whole answer may take, however steadily it trickles. */
    public static final int TOTAL_FACTOR = 4;

    public static final RpcLimits DEFAULT = new RpcLimits(CONNECT_TIMEOUT, RESPONSE_TIMEOUT, MAX_RESPONSE_BYTES);
}
