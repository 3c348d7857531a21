package io.otedama.gateway.http;

import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a gateway of this machine alone from being read by any site that its operator visits. Such a site lets its own name
 * point to 127.0.0.1 (DNS rebinding), and then its scripts ask here as if this were their own server: only the name in the
 * request tells. So at a loopback address a name with a dot must be that of a configured origin; addresses and
 * {@code localhost} are always good.
 */
public final class HostRule {
    private final boolean local;
    private final Set<String> known;

    /**
     * @param listen where the gateway listens
     * @param origins of pages that may read: their hosts are names of this gateway, behind a proxy for instance
     */
    public HostRule(InetAddress listen, List<String> origins) {
        local = listen.isLoopbackAddress();
        known = origins.stream()
                .map(origin -> URI.create(origin).getHost().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Before every other route. */
    public void mountOn(Router router) {
        if (local) {
            router.route().handler(this::check);
        }
    }

    private void check(RoutingContext context) {
        HostAndPort authority = context.request().authority();
        if (allows(authority == null ? null : authority.host())) {
            context.next();
        } else {
            ReplyWriter.refuse(
                    context,
                    new ProblemException(
                            ProblemType.CROSS_ORIGIN,
                            "This gateway is for its own machine and does not go by that name; its operator can allow it in"
                                    + " httpOrigins"));
        }
    }

    boolean allows(@Nullable String host) {
        if (!local || host == null || host.indexOf('.') < 0) {
            return true; // nobody can own a name without a dot
        }
        String name = host.toLowerCase(Locale.ROOT);
        return isAddress(name) || name.endsWith(".localhost") || known.contains(name);
    }

    /** Names in which nothing but digits and dots, or a colon, occurs cannot be registered. */
    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
