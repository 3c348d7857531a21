package io.otedama.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What this process holds at one moment: file descriptors, heap, threads.
 *
 * @param files open file descriptors, -1 where the system does not tell
 * @param heapBytes in use after a collection
 */
record Resources(long files, long heapBytes, Set<String> threads) {
    /** What class loading, caches and the test's own books may keep. */
    private static final long HEAP_SLACK_BYTES = 24L << 20;

    /** Jars and other files that the JVM itself opens once and keeps. */
    private static final long FILE_SLACK = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Resources now() {
        System.gc();
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : -1;
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Resources(files, heap, poolThreads());
    }

    private static Set<String> poolThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("otedama-") || name.startsWith("stratum-") || name.startsWith("soak-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Fails unless everything soon is back where it was in {@code before}. */
    static void awaitBackAt(Resources before) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            Resources now = now();
            assertThat(now.threads).as("threads").isEqualTo(before.threads);
            assertThat(now.files).as("file descriptors").isLessThanOrEqualTo(before.files + FILE_SLACK);
            assertThat(now.heapBytes).as("heap").isLessThanOrEqualTo(before.heapBytes + HEAP_SLACK_BYTES);
        });
    }

    @Override
    public String toString() {
        return files + " file descriptors, " + (heapBytes >> 10) + " KiB heap, threads " + threads;
    }
}
