package io.otedama.examples;

import io.otedama.security.TlsFiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where people and their tools find the pool, and what everybody may see there. */
final class HttpReader {
    private static final String TLS = "httpTls";
    private static final String ORIGINS = "httpOrigins";
    private static final List<String> ACCESS = List.of("miners", "pool", "none");

    private final Section root;
    private final Problems problems;
    private final @Nullable TlsFiles certificate;

    /**
     * @param certificate of the whole pool, if it has one
     */
    HttpReader(Section root, Problems problems, @Nullable TlsFiles certificate) {
        this.root = root;
        this.problems = problems;
        this.certificate = certificate;
    }

    /** Null when nothing shall listen, or a mistake was noted. */
    @Nullable
    HttpPort read() {
        String access = access();
        boolean tls = root.flag(TLS);
        if (root.isOff("http")) {
            for (String useless : List.of("httpAccess", TLS, ORIGINS)) {
                if (root.has(useless)) {
                    problems.add(useless, "is of no use when http is off", "Leave one of them out");
                }
            }
            return null;
        }
        if (tls && !root.has("tls")) {
            problems.add(TLS, "needs a certificate", "Give tls: its certificate and key");
        }
        String text = root.text("http");
        HttpPort port = problems.attempt(key -> "http", () -> HttpPort.parse(text, access));
        List<String> origins = root.texts(ORIGINS);
        return port == null ? null : port.withTls(tls ? certificate : null).withOrigins(origins);
    }

    private String access() {
        String access = root.text("httpAccess");
        if (access != null && !ACCESS.contains(access)) {
            problems.add("httpAccess", "is '" + access + "'", "Use " + String.join(", ", ACCESS));
        }
        return access == null || !ACCESS.contains(access) ? HttpPort.DEFAULT_ACCESS : access;
    }
}
