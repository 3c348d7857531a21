package io.otedama.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether a person watches standard error. Java only knows of all three streams together. */
final class StderrTerminal {
    private static final Path STDERR = Path.of("/proc/self/fd/2");

    private StderrTerminal() {}

    @SuppressWarnings("SystemConsoleNull") // only asked where null still means what it says
    static boolean isPresent() {
        if (Files.isSymbolicLink(STDERR)) {
            try {
                String target = Files.readSymbolicLink(STDERR).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            } catch (IOException e) {
                return false;
            }
        }
        // without /proc: present only when no stream is redirected
        return Runtime.version().feature() < 22 && System.console() != null;
    }
}
