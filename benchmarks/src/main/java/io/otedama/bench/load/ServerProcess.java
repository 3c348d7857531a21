package io.otedama.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Processor time and memory of the processes of a server, from Linux's {@code /proc}. Processor time is in ticks of 10 ms:
 * measure for seconds.
 */
public final class ServerProcess {
    private static final long NS_PER_TICK = 10_000_000;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private final List<Long> pids;

    /**
     * @param pids may be empty: then nothing is known
     */
    public ServerProcess(List<Long> pids) {
        this.pids = pids;
    }

    /** Whether its processor time can be read. */
    public static boolean exists(long pid) {
        return Files.isReadable(Path.of("/proc", Long.toString(pid), "stat"));
    }

    /** Whether there is anything to read. */
    public boolean isKnown() {
        return !pids.isEmpty();
    }

    /**
     * Processor time that the processes have used, in user and system mode.
     *
     * @throws IllegalStateException when one of them is gone
     */
    public long cpuNs() {
        long ticks = 0;
        for (long pid : pids) {
            String stat = read(pid, "stat");
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            ticks += Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        }
        return ticks * NS_PER_TICK;
    }

    /** Resident memory of the processes, in bytes. */
    public long residentBytes() {
        long kib = 0;
        for (long pid : pids) {
            kib += read(pid, "status")
                    .lines()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
        return kib << 10;
    }

    private static String read(long pid, String name) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), name));
        } catch (IOException e) {
            throw new IllegalStateException("process " + pid + " of the server cannot be read: " + e.getMessage(), e);
        }
    }
}
