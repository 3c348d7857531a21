package io.otedama.security;

import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Every bound of a {@link Guard}. Immutable.
 *
 * @param address what one address (IPv4 address, IPv6 /64) may do
 * @param subnet what one subnet (IPv4 /24, IPv6 /48) may do
 * @param global what everybody together may do
 * @param workerShares shares of one worker from one address
 * @param points what each misbehaviour costs; 0 ignores it
 * @param ladder from how many points on what is done
 * @param tolerancePermille of the points of good work, so many thousandths excuse bad ones
 * @param maxGoodPoints good work that is remembered at most, a point per accepted share
 * @param halfLife after which half of what was done is forgotten
 * @param firstBan how long the first ban lasts; each further one twice as long
 * @param maxBan how long a ban by behaviour lasts at most
 * @param banMemory after each such time without a ban, one earlier ban is forgotten
 * @param workQuiet an address from which a share was accepted within this time is not banned as a whole
 * @param maxAddresses addresses remembered at one time
 * @param maxSubnets subnets remembered at one time
 * @param maxWorkers pairs of address and worker remembered at one time
 * @param maxBans bans remembered at one time, earlier ones included
 * @param exempt networks without any limit or ban
 * @param allow networks that are never banned and never denied; limits hold
 * @param deny networks that are not let in
 */
public record GuardConfig(
        GuardRates address,
        GuardRates subnet,
        GuardRates global,
        RateLimit workerShares,
        Map<Misbehaviour, Integer> points,
        GuardLadder ladder,
        int tolerancePermille,
        int maxGoodPoints,
        Duration halfLife,
        Duration firstBan,
        Duration maxBan,
        Duration banMemory,
        Duration workQuiet,
        int maxAddresses,
        int maxSubnets,
        int maxWorkers,
        int maxBans,
        List<AddressRange> exempt,
        List<AddressRange> allow,
        List<AddressRange> deny) {

    /** Longest of the lists of networks. */
    public static final int MAX_NETWORKS = 1_000;

    /** Largest table. */
    public static final int MAX_ENTRIES = 1 << 24;

    private static final Duration LONGEST = Duration.ofDays(3_650);

    /**
     * @throws ConfigurationException listing every value that makes no sense
     */
    public GuardConfig {
        points = Map.copyOf(points);
        exempt = List.copyOf(exempt);
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        List<ConfigProblem> problems = new ArrayList<>();
        checkRates(problems, "address", address);
        checkRates(problems, "subnet", subnet);
        checkRates(problems, "global", global);
        checkRate(problems, "worker.shares", workerShares);
        points.forEach((kind, cost) -> inRange(problems, "points." + kind, cost, 0, GuardLadder.MAX_POINTS));
        check(problems, ladder.isSound(), "ladder", "is " + ladder, "Use rising points from 1 to 1000000");
        inRange(problems, "tolerancePermille", tolerancePermille, 0, 1_000_000);
        inRange(problems, "maxGoodPoints", maxGoodPoints, 0, GuardLadder.MAX_POINTS);
        duration(problems, "halfLife", halfLife);
        duration(problems, "firstBan", firstBan);
        duration(problems, "maxBan", maxBan);
        check(problems, maxBan.compareTo(firstBan) >= 0, "maxBan", "is below firstBan", "Use at least " + firstBan);
        duration(problems, "banMemory", banMemory);
        duration(problems, "workQuiet", workQuiet);
        inRange(problems, "maxAddresses", maxAddresses, 1, MAX_ENTRIES);
        inRange(problems, "maxSubnets", maxSubnets, 1, MAX_ENTRIES);
        inRange(problems, "maxWorkers", maxWorkers, 1, MAX_ENTRIES);
        inRange(problems, "maxBans", maxBans, 1, MAX_ENTRIES);
        inRange(problems, "exempt", exempt.size(), 0, MAX_NETWORKS);
        inRange(problems, "allow", allow.size(), 0, MAX_NETWORKS);
        inRange(problems, "deny", deny.size(), 0, MAX_NETWORKS);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** What suits a pool on the open internet; this machine is exempt. */
    public static GuardConfig defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static GuardConfigBuilder builder() {
        return new GuardConfigBuilder();
    }

    /** What a misbehaviour costs. */
    public int pointsOf(Misbehaviour kind) {
        return points.getOrDefault(kind, kind.defaultPoints());
    }

    long halfLifeMillis() {
        return halfLife.toMillis();
    }

    static Map<Misbehaviour, Integer> defaultPoints() {
        Map<Misbehaviour, Integer> all = new EnumMap<>(Misbehaviour.class);
        for (Misbehaviour kind : Misbehaviour.values()) {
            all.put(kind, kind.defaultPoints());
        }
        return all;
    }

    private static void checkRates(List<ConfigProblem> problems, String scope, GuardRates rates) {
        checkRate(problems, scope + ".connects", rates.connects());
        checkRate(problems, scope + ".handshakes", rates.handshakes());
        checkRate(problems, scope + ".requests", rates.requests());
        checkRate(problems, scope + ".shares", rates.shares());
        checkRate(problems, scope + ".bytes", rates.bytes());
        checkRate(problems, scope + ".channels", rates.channels());
    }

    private static void checkRate(List<ConfigProblem> problems, String key, RateLimit limit) {
        String found = "has burst " + limit.burst() + " and " + limit.perSecond() + " per second";
        check(problems, limit.isSound(), key, found, "Use 1 to " + RateLimit.MAX_TOKENS + " for each");
    }

    private static void duration(List<ConfigProblem> problems, String key, Duration value) {
        boolean sound = value.toMillis() >= 1 && value.compareTo(LONGEST) <= 0;
        check(problems, sound, key, "is " + value, "Use a millisecond to ten years");
    }

    private static void inRange(List<ConfigProblem> problems, String key, int value, int least, int most) {
        check(problems, value >= least && value <= most, key, "is " + value, "Use " + least + " to " + most);
    }

    private static void check(List<ConfigProblem> problems, boolean holds, String key, String problem, String remedy) {
        if (!holds) {
            problems.add(new ConfigProblem("guard." + key, problem, remedy));
        }
    }
}
