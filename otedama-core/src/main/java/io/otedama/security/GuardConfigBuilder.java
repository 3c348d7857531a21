package io.otedama.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Collects the settings of a {@link Guard}; each has its default until set. Not thread-safe. */
public final class GuardConfigBuilder {
    private GuardRates address = new GuardRates(
            new RateLimit(4_096, 100),
            new RateLimit(1_024, 50),
            new RateLimit(200, 50),
            new RateLimit(50_000, 5_000),
            new RateLimit(64_000_000, 8_000_000),
            new RateLimit(8_192, 100));
    private GuardRates subnet = new GuardRates(
            new RateLimit(20_000, 500),
            new RateLimit(8_192, 400),
            new RateLimit(1_000, 200),
            new RateLimit(400_000, 40_000),
            new RateLimit(256_000_000, 64_000_000),
            new RateLimit(40_000, 500));
    private GuardRates global = new GuardRates(
            new RateLimit(100_000, 5_000),
            new RateLimit(100_000, 2_000),
            new RateLimit(10_000, 2_000),
            new RateLimit(10_000_000, 1_000_000),
            new RateLimit(1_000_000_000, 500_000_000),
            new RateLimit(200_000, 5_000));
    private RateLimit workerShares = new RateLimit(20_000, 2_000);
    private final Map<Misbehaviour, Integer> points = GuardConfig.defaultPoints();
    private GuardLadder ladder = GuardLadder.DEFAULT;
    private int tolerancePermille = 500;
    private int maxGoodPoints = GuardLadder.MAX_POINTS;
    private Duration halfLife = Duration.ofMinutes(10);
    private Duration firstBan = Duration.ofMinutes(5);
    private Duration maxBan = Duration.ofDays(1);
    private Duration banMemory = Duration.ofDays(1);
    private Duration workQuiet = Duration.ofMinutes(10);
    private int maxAddresses = 1 << 16;
    private int maxSubnets = 1 << 15;
    private int maxWorkers = 1 << 17;
    private int maxBans = 1 << 14;
    private List<AddressRange> exempt = List.of(AddressRange.parse("127.0.0.1/32"), AddressRange.parse("::1/128"));
    private List<AddressRange> allow = List.of();
    private List<AddressRange> deny = List.of();

    GuardConfigBuilder() {}

    /** One address; default: a farm of 4,096 connections may come back at once. */
    public GuardConfigBuilder address(GuardRates rates) {
        address = rates;
        return this;
    }

    /** One limit of one address. */
    public GuardConfigBuilder address(GuardedAction action, RateLimit limit) {
        return address(address.with(action, limit));
    }

    /** One subnet; default: as about eight addresses. */
    public GuardConfigBuilder subnet(GuardRates rates) {
        subnet = rates;
        return this;
    }

    /** One limit of one subnet. */
    public GuardConfigBuilder subnet(GuardedAction action, RateLimit limit) {
        return subnet(subnet.with(action, limit));
    }

    /** Everybody together; default: 100,000 connections at once, then 5,000 a second. */
    public GuardConfigBuilder global(GuardRates rates) {
        global = rates;
        return this;
    }

    /** One limit of everybody together. */
    public GuardConfigBuilder global(GuardedAction action, RateLimit limit) {
        return global(global.with(action, limit));
    }

    /** Default: 20,000 at once, then 2,000 a second. */
    public GuardConfigBuilder workerShares(RateLimit limit) {
        workerShares = limit;
        return this;
    }

    /** What a misbehaviour costs; 0 ignores it. Default: {@link Misbehaviour#defaultPoints}. */
    public GuardConfigBuilder points(Misbehaviour kind, int cost) {
        points.put(kind, cost);
        return this;
    }

    /** Default {@link GuardLadder#DEFAULT}. */
    public GuardConfigBuilder ladder(GuardLadder value) {
        ladder = value;
        return this;
    }

    /** Default 500: two accepted shares excuse one stale one. */
    public GuardConfigBuilder tolerancePermille(int value) {
        tolerancePermille = value;
        return this;
    }

    /** Default 1,000,000: in practice the half-life alone bounds it. */
    public GuardConfigBuilder maxGoodPoints(int value) {
        maxGoodPoints = value;
        return this;
    }

    /** Default 10 minutes. */
    public GuardConfigBuilder halfLife(Duration value) {
        halfLife = value;
        return this;
    }

    /** Default 5 minutes for the first, a day at most. */
    public GuardConfigBuilder bans(Duration first, Duration longest) {
        firstBan = first;
        maxBan = longest;
        return this;
    }

    /** Default a day. */
    public GuardConfigBuilder banMemory(Duration value) {
        banMemory = value;
        return this;
    }

    /** Default 10 minutes. */
    public GuardConfigBuilder workQuiet(Duration value) {
        workQuiet = value;
        return this;
    }

    /** Default 65,536. */
    public GuardConfigBuilder maxAddresses(int value) {
        maxAddresses = value;
        return this;
    }

    /** Default 32,768. */
    public GuardConfigBuilder maxSubnets(int value) {
        maxSubnets = value;
        return this;
    }

    /** Default 131,072. */
    public GuardConfigBuilder maxWorkers(int value) {
        maxWorkers = value;
        return this;
    }

    /** Default 16,384. */
    public GuardConfigBuilder maxBans(int value) {
        maxBans = value;
        return this;
    }

    /** Default: this machine, {@code 127.0.0.1/32} and {@code ::1/128}. */
    public GuardConfigBuilder exempt(List<AddressRange> networks) {
        exempt = networks;
        return this;
    }

    /** Default: none. */
    public GuardConfigBuilder allow(List<AddressRange> networks) {
        allow = networks;
        return this;
    }

    /** Default: none. */
    public GuardConfigBuilder deny(List<AddressRange> networks) {
        deny = networks;
        return this;
    }

    /**
     * @throws io.otedama.error.ConfigurationException listing every value that makes no sense
     */
    public GuardConfig build() {
        return new GuardConfig(
                address,
                subnet,
                global,
                workerShares,
                points,
                ladder,
                tolerancePermille,
                maxGoodPoints,
                halfLife,
                firstBan,
                maxBan,
                banMemory,
                workQuiet,
                maxAddresses,
                maxSubnets,
                maxWorkers,
                maxBans,
                exempt,
                allow,
                deny);
    }
}
