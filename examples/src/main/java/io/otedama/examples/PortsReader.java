package io.otedama.examples;

import io.otedama.chain.Difficulty;
import io.otedama.examples.PoolSettings.ShareDifficulty;
import io.otedama.security.AddressRange;
import io.otedama.security.TlsFiles;
import io.otedama.session.PoissonVardiff;
import io.otedama.session.PortDifficulty;
import io.otedama.session.VardiffPolicy;
import io.otedama.stratum.StratumPort;
import io.otedama.stratum.TlsUse;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code tls}, {@code proxies} and {@code ports}. */
final class PortsReader {
    private final Section root;
    private final Problems problems;
    private final ShareDifficulty pools;

    /**
     * @param pools what the pool says of difficulty: bounds for every port
     */
    PortsReader(Section root, Problems problems, ShareDifficulty pools) {
        this.root = root;
        this.problems = problems;
        this.pools = pools;
    }

    PortSettings read() {
        TlsFiles tls = root.has("tls") ? tls(root.section("tls")) : null;
        List<StratumPort> ports = new ArrayList<>();
        List<?> elements = root.elements("ports");
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof Map<?, ?> map) {
                StratumPort port = port(root.element("ports", i, map));
                if (port != null) {
                    ports.add(port);
                }
            } else {
                problems.add(
                        root.elementKey("ports", i), "has no keys", "Write listen: HOST:PORT and its terms below it");
            }
        }
        return new PortSettings(ports, tls, proxies());
    }

    private @Nullable TlsFiles tls(Section section) {
        Path certificate = path(section, "certificate");
        Path key = path(section, "key");
        section.end();
        return certificate == null || key == null ? null : new TlsFiles(certificate, key);
    }

    private @Nullable Path path(Section section, String name) {
        String text = section.text(name);
        if (text == null) {
            problems.add(section.key(name), "is missing", "Name a PEM file");
            return null;
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            problems.add(section.key(name), "is not a path: " + e.getReason(), "Name a PEM file");
            return null;
        }
    }

    private List<String> proxies() {
        List<String> networks = root.texts("proxies");
        for (String network : networks) {
            try {
                AddressRange.parse(network);
            } catch (IllegalArgumentException e) {
                problems.add("proxies", String.valueOf(e.getMessage()), "Write 10.0.0.0/8 or ::1/128");
            }
        }
        return networks;
    }

    private @Nullable StratumPort port(Section section) {
        String listen = section.text("listen");
        TlsUse tls = tlsUse(section);
        PortDifficulty difficulty = difficulty(section);
        section.end();
        if (listen == null) {
            problems.add(section.key("listen"), "is missing", "Write HOST:PORT");
            return null;
        }
        InetSocketAddress address = problems.attempt(key -> section.key("listen"), () -> ListenAddress.parse(listen));
        return address == null ? null : StratumPort.of(address).withTls(tls).withDifficulty(difficulty);
    }

    private TlsUse tlsUse(Section section) {
        String text = section.text("tls");
        if (text == null) {
            return TlsUse.ALLOWED;
        }
        for (TlsUse use : TlsUse.values()) {
            if (use.name().toLowerCase(Locale.ROOT).equals(text)) {
                if (use == TlsUse.REQUIRED && !root.has("tls")) {
                    problems.add(section.key("tls"), "has no certificate", "Name certificate and key below tls");
                }
                return use;
            }
        }
        problems.add(section.key("tls"), "'" + text + "' does not exist", "Use required, allowed or \"off\"");
        return TlsUse.ALLOWED;
    }

    private PortDifficulty difficulty(Section section) {
        Difficulty fixed = DifficultyReader.difficulty(section, "difficulty", problems);
        Difficulty start = DifficultyReader.difficulty(section, "start", problems);
        Difficulty min = DifficultyReader.difficulty(section, "min", problems);
        for (String name : new String[] {"difficulty", "start", "min"}) {
            if (section.has(name) && pools.fixed() != null) {
                problems.add(section.key(name), "cannot hold", "The pool's difficulty is the same for everybody");
            }
            if (!name.equals("difficulty") && section.has(name) && section.has("difficulty")) {
                problems.add(section.key(name), "stands beside " + section.key("difficulty"), "Remove one of the two");
            }
        }
        requireWithin(section, "difficulty", fixed);
        requireWithin(section, "start", start);
        if (fixed != null) {
            return PortDifficulty.fixed(fixed);
        }
        VardiffPolicy policy =
                start == null ? null : new PoissonVardiff(pools.vardiff().withStartDifficulty(start));
        return new PortDifficulty(policy, null, min);
    }

    private void requireWithin(Section section, String name, @Nullable Difficulty difficulty) {
        boolean outside = difficulty != null
                && pools.fixed() == null
                && (difficulty.compareTo(pools.min()) < 0 || difficulty.compareTo(pools.max()) > 0);
        if (outside) {
            problems.add(
                    section.key(name),
                    difficulty + " is outside the pool's " + pools.min() + " to " + pools.max(),
                    "Change it, or difficulty.min and difficulty.max");
        }
    }
}
