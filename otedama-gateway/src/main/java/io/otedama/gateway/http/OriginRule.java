package io.otedama.gateway.http;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which pages in browsers may talk to the gateway: its own, and those of configured origins. No cookie opens anything here, so
 * another site's page could do nothing with its visitor's rights; it is refused all the same.
 */
public final class OriginRule {
    private final Set<String> allowed = new TreeSet<>();

    /**
     * @param origins such as {@code https://stats.example.org}
     */
    public OriginRule(Iterable<String> origins) {
        origins.forEach(origin -> allowed.add(origin.toLowerCase(Locale.ROOT)));
    }

    /**
     * @param origin header, null when there is none: no browser, or a plain read
     * @param host header
     */
    public boolean allows(@Nullable String origin, @Nullable String host, boolean tls) {
        if (origin == null) {
            return true;
        }
        String asked = origin.toLowerCase(Locale.ROOT);
        return allowed.contains(asked)
                || (host != null && asked.equals((tls ? "https://" : "http://") + host.toLowerCase(Locale.ROOT)));
    }

    /**
     * For requests that change something.
     *
     * @param fetchSite header {@code Sec-Fetch-Site}, or null
     */
    public boolean allowsChange(
            @Nullable String origin, @Nullable String host, boolean tls, @Nullable String fetchSite) {
        if (!allows(origin, host, tls)) {
            return false;
        }
        return origin != null || fetchSite == null || fetchSite.equals("same-origin") || fetchSite.equals("none");
    }
}
