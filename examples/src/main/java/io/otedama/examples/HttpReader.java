package io.otedama.examples;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where people and their tools find the pool, and what everybody may see there. */
final class HttpReader {
    private static final List<String> ACCESS = List.of("miners", "pool", "none");

    private final Section root;
    private final Problems problems;

    HttpReader(Section root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /** Null when nothing shall listen, or a mistake was noted. */
    @Nullable
    HttpPort read() {
        String access = access();
        if (root.isOff("http")) {
            if (root.has("httpAccess")) {
                problems.add("httpAccess", "is of no use when http is off", "Leave one of them out");
            }
            return null;
        }
        String text = root.text("http");
        return problems.attempt(key -> "http", () -> HttpPort.parse(text, access));
    }

    private String access() {
        String access = root.text("httpAccess");
        if (access != null && !ACCESS.contains(access)) {
            problems.add("httpAccess", "is '" + access + "'", "Use " + String.join(", ", ACCESS));
        }
        return access == null || !ACCESS.contains(access) ? HttpPort.DEFAULT_ACCESS : access;
    }
}
