package io.otedama.bench.attack;

import java.util.List;
import java.util.stream.Collectors;

/** All there are. */
final class Attacks {
    private static final List<Attack> ALL = List.of(
            new ConnectFlood(),
            new ConnectionHoard(),
            new SlowHandshake(),
            new GiantLines(),
            new ShareFlood(Attack.Origin.OWN_ADDRESS),
            new ShareFlood(Attack.Origin.HONEST_ADDRESS),
            new DuplicateStorm(),
            new SlowReaders(),
            new GarbageNoise(),
            new MalformedJson(Attack.Origin.OWN_ADDRESS),
            new JobProbing(),
            new LoginEnumeration(),
            new MalformedJson(Attack.Origin.NEW_ADDRESS),
            new HttpSlowloris(),
            new HttpHeaderBomb(),
            new HttpFlood());

    private Attacks() {}

    /** In the order in which they are tried. */
    static List<Attack> all() {
        return ALL;
    }

    static String names() {
        return ALL.stream().map(Attack::name).collect(Collectors.joining(", "));
    }

    /**
     * Those that are named.
     *
     * @param names empty: all
     * @throws IllegalArgumentException when a name is unknown
     */
    static List<Attack> named(List<String> names) {
        for (String name : names) {
            if (ALL.stream().noneMatch(attack -> attack.name().equals(name))) {
                throw new IllegalArgumentException("'" + name + "' is none of " + names());
            }
        }
        return names.isEmpty()
                ? ALL
                : ALL.stream().filter(attack -> names.contains(attack.name())).toList();
    }
}
