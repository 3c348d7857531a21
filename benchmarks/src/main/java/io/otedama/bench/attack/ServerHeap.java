package io.otedama.bench.attack;

import io.otedama.bench.load.ServerProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pool keeps alive: its heap after a collection, by the JDK's {@code jcmd}, and its resident memory. Each look costs
 * the pool a full collection, so it looks between measurements.
 */
final class ServerHeap {
    /** Not known: the pool is no Java process of this user, or its process was not named. */
    static final long UNKNOWN = -1;

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

    private final List<Long> pids;

    ServerHeap(List<Long> pids) {
        this.pids = pids;
    }

    /** Bytes of all objects that can be reached. */
    long liveBytes() {
        long sum = 0;
        for (long pid : pids) {
            long one = pid == ProcessHandle.current().pid() ? ownBytes() : histogramBytes(pid);
            if (one == UNKNOWN) {
                return UNKNOWN;
            }
            sum += one;
        }
        return pids.isEmpty() ? UNKNOWN : sum;
    }

    /** Bytes of memory that the processes have. */
    long residentBytes() {
        return pids.isEmpty() || !pids.stream().allMatch(ServerProcess::exists)
                ? UNKNOWN
                : new ServerProcess(pids).residentBytes();
    }

    private static long ownBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long histogramBytes(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return totalBytes(text);
        } catch (IOException e) {
            return UNKNOWN; // a runtime without the JDK's tools
        }
    }

    /** The last line of a histogram. */
    static long totalBytes(String histogram) {
        Matcher total = TOTAL.matcher(histogram);
        return total.find() ? Long.parseLong(total.group(1)) : UNKNOWN;
    }
}
