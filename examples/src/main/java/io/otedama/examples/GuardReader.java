package io.otedama.examples;

import io.otedama.security.AddressRange;
import io.otedama.security.GuardConfig;
import io.otedama.security.GuardConfigBuilder;
import io.otedama.security.GuardLadder;
import io.otedama.security.GuardRates;
import io.otedama.security.Misbehaviour;
import io.otedama.security.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Reads {@code guard}. */
final class GuardReader {
    private final Problems problems;

    GuardReader(Problems problems) {
        this.problems = problems;
    }

    GuardConfig read(Section section) {
        GuardConfig d = GuardConfig.defaults();
        GuardConfigBuilder builder = GuardConfig.builder()
                .exempt(networks(section, "exempt", d.exempt()))
                .allow(networks(section, "allow", d.allow()))
                .deny(networks(section, "deny", d.deny()))
                .address(rates(section.section("address"), d.address()))
                .subnet(rates(section.section("subnet"), d.subnet()))
                .global(rates(section.section("global"), d.global()))
                .workerShares(worker(section.section("worker"), d.workerShares()))
                .ladder(ladder(section.section("ladder"), d.ladder()))
                .tolerancePermille(section.integer("tolerancePermille", d.tolerancePermille()))
                .maxGoodPoints(section.integer("maxGoodPoints", d.maxGoodPoints()))
                .halfLife(seconds(section, "halfLife", d.halfLife()))
                .bans(seconds(section, "firstBan", d.firstBan()), seconds(section, "maxBan", d.maxBan()))
                .banMemory(seconds(section, "banMemory", d.banMemory()))
                .workQuiet(seconds(section, "workQuiet", d.workQuiet()))
                .maxAddresses(section.integer("maxAddresses", d.maxAddresses()))
                .maxSubnets(section.integer("maxSubnets", d.maxSubnets()))
                .maxWorkers(section.integer("maxWorkers", d.maxWorkers()))
                .maxBans(section.integer("maxBans", d.maxBans()));
        points(section.section("points"), builder, d);
        section.end();
        GuardConfig config = problems.attempt(GuardReader::written, builder::build);
        return config == null ? d : config;
    }

    /** Points are named as the other keys are. */
    private static String written(String key) {
        int at = key.indexOf("points.");
        return at < 0 ? key : key.substring(0, at) + "points." + name(key.substring(at + "points.".length()));
    }

    private static String name(String constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(name.length() == 0 ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }

    private void points(Section section, GuardConfigBuilder builder, GuardConfig unset) {
        for (Misbehaviour kind : Misbehaviour.values()) {
            builder.points(kind, section.integer(name(kind.name()), unset.pointsOf(kind)));
        }
        section.end();
    }

    private static Duration seconds(Section section, String key, Duration unset) {
        return Duration.ofSeconds(section.integer(key, Math.toIntExact(unset.toSeconds())));
    }

    private GuardLadder ladder(Section section, GuardLadder unset) {
        GuardLadder ladder = new GuardLadder(
                section.integer("warn", unset.warn()),
                section.integer("resendJob", unset.resendJob()),
                section.integer("reconnect", unset.reconnect()),
                section.integer("drop", unset.drop()),
                section.integer("ban", unset.ban()));
        section.end();
        return ladder;
    }

    private RateLimit worker(Section section, RateLimit unset) {
        RateLimit limit = rate(section, "shares", unset);
        section.end();
        return limit;
    }

    private GuardRates rates(Section section, GuardRates unset) {
        GuardRates rates = new GuardRates(
                rate(section, "connects", unset.connects()),
                rate(section, "handshakes", unset.handshakes()),
                rate(section, "requests", unset.requests()),
                rate(section, "shares", unset.shares()),
                rate(section, "bytes", unset.bytes()),
                rate(section, "channels", unset.channels()));
        section.end();
        return rates;
    }

    private RateLimit rate(Section section, String key, RateLimit unset) {
        String text = section.text(key);
        if (text == null) {
            return unset;
        }
        String[] parts = text.split("/", -1);
        try {
            if (parts.length == 2) {
                return new RateLimit(Long.parseLong(parts[0].trim()), Long.parseLong(parts[1].trim()));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        problems.add(
                section.key(key),
                "is no rate",
                "Write BURST/PER_SECOND, default " + unset.burst() + "/" + unset.perSecond());
        return unset;
    }

    private List<AddressRange> networks(Section section, String key, List<AddressRange> unset) {
        if (!section.has(key)) {
            return unset;
        }
        List<AddressRange> networks = new ArrayList<>();
        for (String text : section.texts(key)) {
            try {
                networks.add(AddressRange.parse(text));
            } catch (IllegalArgumentException e) {
                problems.add(
                        section.key(key),
                        Objects.requireNonNullElse(e.getMessage(), "is no network"),
                        "Write 203.0.113.0/24 or 2001:db8::/32");
            }
        }
        return networks;
    }
}
