package io.otedama.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The system's limit of open files, which is one of connections. */
public final class OpenFiles {
    /** Files that the process has open besides its connections. */
    private static final int OTHERS = 200;

    private OpenFiles() {}

    /**
     * Whether so many connections fit; if not, a mistake more is in {@code wrong}.
     *
     * @param option that asked for them
     */
    public static void check(String option, int connections, List<String> wrong) {
        long limit = limit();
        if (connections > limit - OTHERS) {
            wrong.add(option + ": " + connections + " connections do not fit into the limit of " + limit
                    + " open files (ulimit -n); use several processes");
        }
    }

    private static long limit() {
        try {
            return Files.readString(Path.of("/proc/self/limits"))
                    .lines()
                    .filter(line -> line.startsWith("Max open files"))
                    .map(line ->
                            line.substring("Max open files".length()).trim().split(" +", -1)[0])
                    .mapToLong(soft -> soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft))
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            return Long.MAX_VALUE; // no Linux: the system will say so itself
        }
    }
}
