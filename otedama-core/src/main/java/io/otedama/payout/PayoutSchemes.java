package io.otedama.payout;

import io.otedama.error.ConfigurationException;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds schemes by name: those built in, and whatever else is on the class path or module path. */
public final class PayoutSchemes {
    private PayoutSchemes() {}

    /**
     * @throws ConfigurationException when there is none of that name; lists those there are
     */
    public static PayoutScheme byName(String name) {
        SortedMap<String, PayoutScheme> all = all();
        PayoutScheme scheme = all.get(name);
        if (scheme == null) {
            throw new ConfigurationException(
                    "payout",
                    "there is no payout scheme \"" + name + "\"",
                    "Give one of " + String.join(", ", all.keySet())
                            + ", or put the jar that provides it on the class path");
        }
        return scheme;
    }

    /** All there are, by name. */
    public static SortedMap<String, PayoutScheme> all() {
        TreeMap<String, PayoutScheme> all = new TreeMap<>();
        for (PayoutScheme builtIn : new PayoutScheme[] {
            new SoloScheme(), new PropScheme(), new PplnsScheme(), new TidesScheme(), new PpsScheme()
        }) {
            all.put(builtIn.name(), builtIn);
        }
        for (PayoutScheme other : ServiceLoader.load(PayoutScheme.class, PayoutScheme.class.getClassLoader())) {
            all.putIfAbsent(other.name(), other);
        }
        return all;
    }
}
