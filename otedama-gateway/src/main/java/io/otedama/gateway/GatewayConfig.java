package io.otedama.gateway;

import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.gateway.http.HttpLimits;
import io.otedama.gateway.http.PublicAccess;
import io.otedama.security.TlsFiles;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link Gateway}; made by its builder, checked together. Immutable.
 *
 * @param listen port 0 takes a free one
 * @param dataDirectory for keys and revoked tokens; null: they end with the process
 * @param access what is public
 * @param origins of other pages that may read, {@code https://stats.example.org}
 * @param tls certificate and key for HTTPS, read when the gateway opens and whenever they change; null: HTTP
 */
public record GatewayConfig(
        InetSocketAddress listen,
        @Nullable Path dataDirectory,
        PublicAccess access,
        List<String> origins,
        @Nullable TlsFiles tls,
        HttpLimits limits) {
    /** Where a gateway listens unless said otherwise. */
    public static final InetSocketAddress DEFAULT_LISTEN = new InetSocketAddress("127.0.0.1", 8080);

    /** Most origins. */
    public static final int MAX_ORIGINS = 32;

    /**
     * @throws ConfigurationException with everything that is wrong
     */
    public GatewayConfig {
        origins = List.copyOf(origins);
        List<ConfigProblem> problems = new ArrayList<>(limits.problems());
        if (listen.isUnresolved()) {
            problems.add(new ConfigProblem(
                    "http.listen", "the host of " + listen + " is not known", "Give an address of this machine"));
        }
        if (dataDirectory != null && !Files.isDirectory(dataDirectory)) {
            problems.add(
                    new ConfigProblem("http.data", dataDirectory + " is no directory", "Make it, for its owner only"));
        }
        if (origins.size() > MAX_ORIGINS) {
            problems.add(
                    new ConfigProblem("http.origins", "there are " + origins.size(), "Use at most " + MAX_ORIGINS));
        }
        origins.forEach(origin -> problemOf(origin).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private static Optional<ConfigProblem> problemOf(String origin) {
        try {
            URI uri = URI.create(origin);
            boolean plain = uri.getHost() != null
                    && (uri.getPath() == null || uri.getPath().isEmpty())
                    && uri.getRawQuery() == null
                    && uri.getUserInfo() == null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
            if (plain) {
                return Optional.empty();
            }
        } catch (IllegalArgumentException e) {
            return Optional.of(problem(origin));
        }
        return Optional.of(problem(origin));
    }

    private static ConfigProblem problem(String origin) {
        return new ConfigProblem(
                "http.origins", "'" + origin + "' is no origin", "Write https://host or https://host:port");
    }
}
