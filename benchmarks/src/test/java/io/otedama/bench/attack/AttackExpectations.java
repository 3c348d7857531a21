package io.otedama.bench.attack;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a pool does to attackers, by the limits of a server and by its guard. The one place to say so; {@link AttackIT} asks for
 * both. Names that are guessed end nobody: attack detection raises an alarm.
 */
final class AttackExpectations {
    /** Whether the pool under test has a guard: scores and bans, pace of connects, limits per network. */
    static final boolean GUARDED = true;

    /** Ended by limits that are in force: connections per address, time to a handshake, length of a line, strikes, slow consumers. */
    private static final Set<String> ENDED_TODAY = Set.of(
            "connection-hoard",
            "slow-handshakes",
            "giant-lines",
            "slow-readers",
            "garbage-noise",
            "malformed-json",
            "job-probing",
            "ban-evasion");

    /** To be ended, or refused when they come again, by a guard: shares that are never good, connects without end. */
    private static final Set<String> ENDED_BY_GUARD =
            Set.of("connect-flood", "share-flood", "bad-neighbour", "duplicate-storm");

    /** To find the door closed when they come again: behaviour for which a guard bans an address. */
    private static final Set<String> BANNED_BY_GUARD = Set.of("giant-lines", "malformed-json");

    private AttackExpectations() {}

    /** Attacks some of whose connections the pool ends, before or after it has answered. */
    static Set<String> ended() {
        Set<String> names = new TreeSet<>(ENDED_TODAY);
        if (GUARDED) {
            names.addAll(ENDED_BY_GUARD);
        }
        return names;
    }

    /** Attacks some of whose connections the pool ends without a word. */
    static Set<String> refused() {
        Set<String> names = new TreeSet<>(Set.of("connection-hoard", "slow-handshakes"));
        if (GUARDED) {
            names.addAll(BANNED_BY_GUARD);
        }
        return names;
    }
}
