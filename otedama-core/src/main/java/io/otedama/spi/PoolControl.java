package io.otedama.spi;

import io.otedama.chain.Difficulty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operator may do to a running pool, for faces such as a gateway or a command line. Any thread; nothing here blocks. */
public interface PoolControl {
    /** Most bans that one answer lists. */
    int MAX_LISTED_BANS = 1_000;

    /** Bans in force, those that end last first; at most {@link #MAX_LISTED_BANS}. */
    List<Ban> bans();

    /**
     * Refuses a network from now on and ends its connections.
     *
     * @param network an address or a CIDR network, {@code 203.0.113.7} or {@code 203.0.113.0/24}
     * @param duration more than nothing, at most ten years
     * @param reason for people, at most 200 characters
     * @throws IllegalArgumentException when it is no network, or it is exempt
     */
    Ban ban(String network, Duration duration, String reason);

    /**
     * Ends a ban and forgives what led to it.
     *
     * @return false when there was none of exactly that network
     */
    boolean unban(String network);

    /**
     * What the guard knows of an address or of a worker, and why.
     *
     * @param addressOrWorker an IP address, a banned network, the user name of a worker, or {@code ADDRESS WORKER}
     * @return empty when nothing is known of it
     */
    Optional<Standing> standing(String addressOrWorker);

    /** Alarms that statistics have raised, newest first; bounded. They ban nobody. */
    List<Alarm> alarms();

    /**
     * Fixes the share difficulty of a worker, on all its connections, from its next job on; the pool's bounds and the network's
     * difficulty still hold. Null: the difficulty follows the worker again. Forgotten when the pool ends.
     *
     * @return false when no such worker is known
     */
    boolean fixDifficulty(String worker, @Nullable Difficulty difficulty);

    /** Takes no new connections and asks miners to go elsewhere, where that is configured; what is connected is served on. */
    void drain();

    /**
     * @param network as refused: {@code 203.0.113.7}, {@code 203.0.113.0/24}; of a single worker from an address, {@code
     *     203.0.113.7 WORKER}
     * @param sinceMillis milliseconds since 1970
     * @param untilMillis milliseconds since 1970
     * @param times how often it has been banned, this one included
     */
    record Ban(String network, long sinceMillis, long untilMillis, int times, String reason) {}

    /**
     * @param subject address or worker
     * @param score 0 is unknown, below is bad, above is good
     * @param step what it has come to: {@code NONE}, {@code WARNED}, {@code DROPPED}, …
     * @param events what moved the score, newest first; bounded
     * @param ban in force against it, or null
     */
    record Standing(
            String subject,
            long score,
            String step,
            List<StandingEvent> events,
            @Nullable Ban ban) {}

    /**
     * @param epochMillis milliseconds since 1970, of the latest
     * @param kind what it did, such as {@code DUPLICATE_SHARE}
     * @param times how often, as far as it is remembered
     * @param points by which the score moved in all
     */
    record StandingEvent(long epochMillis, String kind, long times, long points) {}

    /**
     * @param epochMillis milliseconds since 1970
     * @param kind such as {@code BLOCK_WITHHOLDING}
     * @param subject worker, account or address
     * @param detail the numbers behind it, one sentence
     */
    record Alarm(long epochMillis, String kind, String subject, String detail) {}
}
