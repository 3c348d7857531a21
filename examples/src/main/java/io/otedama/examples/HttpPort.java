package io.otedama.examples;

import io.otedama.error.ConfigurationException;
import io.otedama.security.TlsFiles;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where people and their tools find the pool.
 *
 * @param listen port 0 takes a free one
 * @param chosen true when somebody asked for this address: then a busy port is a mistake; else a free one takes its place
 * @param access what everybody may read: {@code miners} (all but the operator's), {@code pool} or {@code none}
 * @param tls certificate for HTTPS; null: HTTP
 * @param origins of other pages that may read, and of this one behind a proxy
 */
record HttpPort(
        InetSocketAddress listen,
        boolean chosen,
        String access,
        @Nullable TlsFiles tls,
        List<String> origins) {
    static final String DEFAULT_LISTEN = "127.0.0.1:8080";
    static final String OFF = "off";
    static final String DEFAULT_ACCESS = "miners";

    HttpPort {
        origins = List.copyOf(origins);
    }

    /** As {@link #DEFAULT_LISTEN}, or on a free port. */
    static HttpPort standard(String access) {
        return new HttpPort(ListenAddress.parse(DEFAULT_LISTEN), false, access, null, List.of());
    }

    /**
     * @param text HOST:PORT, {@code off}, or null for the default
     * @return null when nothing shall listen
     * @throws ConfigurationException when it is neither
     */
    static @Nullable HttpPort parse(@Nullable String text, String access) {
        if (text == null) {
            return standard(access);
        }
        return text.toLowerCase(Locale.ROOT).equals(OFF)
                ? null
                : new HttpPort(ListenAddress.parse(text), true, access, null, List.of());
    }

    HttpPort withTls(@Nullable TlsFiles files) {
        return new HttpPort(listen, chosen, access, files, origins);
    }

    HttpPort withOrigins(List<String> pages) {
        return new HttpPort(listen, chosen, access, tls, pages);
    }

    /** True when the address is the trouble, and nothing else. */
    static boolean isBusy(ConfigurationException refusal) {
        return refusal.problems().stream().allMatch(problem -> problem.key().equals("http.listen"));
    }
}
