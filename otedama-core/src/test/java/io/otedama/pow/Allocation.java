package io.otedama.pow;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what the calling thread allocates on the heap. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Bytes per call of {@code action}, over {@code count} calls after {@code warmUp} others. */
    static double bytesPerCall(int warmUp, int count, Runnable action) {
        for (int i = 0; i < warmUp; i++) {
            action.run();
        }
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = 0; i < count; i++) {
            action.run();
        }
        return (THREADS.getThreadAllocatedBytes(thread) - before) / (double) count;
    }
}
