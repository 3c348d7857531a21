package io.otedama.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The machine that a number was measured on. Immutable.
 *
 * @param cores that this process may use
 * @param cpuModel as the kernel names it, {@code unknown} where it does not
 * @param memoryBytes of the whole machine, 0 where the kernel does not tell
 * @param os name and version of the operating system
 * @param jdk vendor and version of the Java runtime
 */
public record Machine(int cores, String cpuModel, long memoryBytes, String os, String jdk) {
    private static final long KIB = 1024;

    /** The one this process runs on. */
    public static Machine ofThisProcess() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                field(Path.of("/proc/cpuinfo"), "model name", "unknown"),
                kibibytes(field(Path.of("/proc/meminfo"), "MemTotal", "0 kB")),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version"));
    }

    /** Resident memory of this process now, in bytes; 0 where the kernel does not tell. */
    public static long residentBytes() {
        return kibibytes(field(Path.of("/proc/self/status"), "VmRSS", "0 kB"));
    }

    /** In the order of the record's components. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("cores", cores);
        map.put("cpuModel", cpuModel);
        map.put("memoryBytes", memoryBytes);
        map.put("os", os);
        map.put("jdk", jdk);
        return map;
    }

    /** One line for people. */
    @Override
    public String toString() {
        return cores + " cores of " + cpuModel + ", " + (memoryBytes >> 30) + " GiB, " + os + ", " + jdk;
    }

    /** The first value of {@code name} in a file of {@code name: value} lines. */
    static String field(Path file, String name, String otherwise) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise; // not a Linux
        }
    }

    private static long kibibytes(String text) {
        return Long.parseLong(text.replaceAll("\\D", "")) * KIB;
    }
}
