package io.otedama.pow;

import io.otedama.error.ConfigurationException;
import java.util.Collections;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The algorithms that are available, by name: the built-in ones and those that {@link ServiceLoader} finds with the
 * calling thread's context class loader. Immutable and safe for all threads; for start-up, not for the share path.
 */
public final class ProofOfWorks {
    /** The setting that a message about an algorithm names. */
    private static final String KEY = "algorithm";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final List<ProofOfWork> BUILT_IN = List.of(new Sha256dProofOfWork(), new ScryptProofOfWork());

    private final SortedMap<String, ProofOfWork> byName = new TreeMap<>();

    private ProofOfWorks(Iterable<ProofOfWork> offered) {
        BUILT_IN.forEach(this::add);
        offered.forEach(this::add);
    }

    /**
     * Looks for algorithms anew.
     *
     * @throws ConfigurationException when a provider cannot be loaded, or two algorithms have the same name
     */
    public static ProofOfWorks load() {
        try {
            return of(ServiceLoader.load(ProofOfWork.class));
        } catch (ServiceConfigurationError e) {
            ConfigurationException mistake = new ConfigurationException(
                    KEY, "a proof-of-work provider cannot be loaded: " + e.getMessage(), "Repair or remove its jar");
            mistake.initCause(e);
            throw mistake;
        }
    }

    /** The built-in algorithms and those given. */
    static ProofOfWorks of(Iterable<ProofOfWork> offered) {
        return new ProofOfWorks(offered);
    }

    /**
     * One algorithm, from {@link #load()}.
     *
     * @throws ConfigurationException when no algorithm has this name; the message lists those that exist
     */
    public static ProofOfWork byName(String name) {
        return load().get(name);
    }

    /**
     * The algorithm of this name, case-sensitive.
     *
     * @throws ConfigurationException when there is none; the message lists those that exist
     */
    public ProofOfWork get(String name) {
        ProofOfWork found = byName.get(name);
        if (found == null) {
            throw new ConfigurationException(
                    KEY,
                    "no proof of work is called '" + name + "'",
                    "Available are " + String.join(", ", byName.keySet())
                            + "; others are added by putting their jar on the class path");
        }
        return found;
    }

    /** Names of all algorithms, in alphabetical order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    private void add(ProofOfWork algorithm) {
        String name = algorithm.name();
        String type = algorithm.getClass().getName();
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    KEY,
                    type + " calls itself '" + name + "'",
                    "A name is 1 to 32 lower-case letters, digits and hyphens; repair or remove that provider");
        }
        ProofOfWork other = byName.putIfAbsent(name, algorithm);
        if (other != null) {
            throw new ConfigurationException(
                    KEY,
                    "both " + other.getClass().getName() + " and " + type + " are called '" + name + "'",
                    "Remove one of them from the class path");
        }
    }
}
