package io.otedama.event;

import io.otedama.chain.Hash256;
import java.util.List;

/** Something the host may want to know. */
public sealed interface PoolEvent {
    /** When, milliseconds since 1970. */
    long epochMillis();

    /**
     * A job went out.
     *
     * @param newBlock true when the previous block changed
     */
    record JobIssued(long epochMillis, String jobId, int height, boolean newBlock) implements PoolEvent {}

    /**
     * A share met the network target; it is being submitted.
     *
     * @param worker who found it
     * @param coinbaseValue base units
     */
    record BlockFound(long epochMillis, int height, Hash256 hash, String worker, long coinbaseValue)
            implements PoolEvent {}

    /**
     * All nodes have answered about a block.
     *
     * @param accepted true when at least one node holds it
     * @param answers one line per node
     */
    record BlockSubmitted(long epochMillis, int height, Hash256 hash, boolean accepted, List<String> answers)
            implements PoolEvent {}

    /** The chain's view of one of our blocks changed. */
    record BlockStatusChanged(long epochMillis, int height, Hash256 hash, Status status) implements PoolEvent {}

    /** The pool moved through its life. */
    record StateChanged(long epochMillis, String state) implements PoolEvent {}

    /**
     * Somebody is not let in for some time.
     *
     * @param network an address or a network; of a single worker from there, {@code ADDRESS WORKER}
     * @param untilMillis milliseconds since 1970
     */
    record Banned(long epochMillis, String network, long untilMillis, String reason) implements PoolEvent {}

    /**
     * The operator ended a ban.
     *
     * @param network as it was banned
     */
    record BanLifted(long epochMillis, String network) implements PoolEvent {}

    /**
     * Statistics have noticed something about a worker, an account or an address. Nobody is banned by it.
     *
     * @param kind such as {@code BLOCK_WITHHOLDING}
     * @param subject user name, account or address
     * @param detail the numbers behind it, for people
     */
    record Alarm(long epochMillis, String kind, String subject, String detail) implements PoolEvent {}

    /** What became of a block. */
    enum Status {
        IN_CHAIN,
        MATURE,
        ORPHANED
    }
}
