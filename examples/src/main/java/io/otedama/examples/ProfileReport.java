package io.otedama.examples;

import java.io.IOException;
import java.lang.constant.ClassDesc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** What a recording says, for people: where time and memory went, how long stages took and the collector stopped. */
final class ProfileReport {
    private static final int ROWS = 12;
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final String ALLOCATION = "jdk.ObjectAllocationSample";
    private static final String PAUSE = "jdk.GCPhasePause";
    private static final String OWN = "io.otedama.";

    private final Map<String, Long> methods = new HashMap<>();
    private final Map<String, Long> threads = new HashMap<>();
    private final Map<String, Long> allocations = new HashMap<>();
    private final Map<String, List<Duration>> durations = new TreeMap<>();

    private ProfileReport() {}

    static ProfileReport of(Path recording) throws IOException {
        ProfileReport report = new ProfileReport();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                report.add(file.readEvent());
            }
        }
        return report;
    }

    private void add(RecordedEvent event) {
        String type = event.getEventType().getName();
        if (type.equals(SAMPLE)) {
            methods.merge(top(event), 1L, Long::sum);
            RecordedThread thread = event.getThread("sampledThread");
            threads.merge(thread == null ? "?" : String.valueOf(thread.getJavaName()), 1L, Long::sum);
        } else if (type.equals(ALLOCATION)) {
            String allocated = event.getClass("objectClass").getName();
            allocations.merge(readable(allocated), event.getLong("weight"), Long::sum);
        } else if (type.equals(PAUSE)) {
            durations
                    .computeIfAbsent("pause of the collector", t -> new ArrayList<>())
                    .add(event.getDuration());
        } else if (type.startsWith(OWN)) {
            durations.computeIfAbsent(name(event, type), t -> new ArrayList<>()).add(event.getDuration());
        }
    }

    /** {@code byte[]} for {@code [B}. */
    private static String readable(String className) {
        return className.startsWith("[")
                ? ClassDesc.ofDescriptor(className.replace('.', '/')).displayName()
                : className;
    }

    private static String name(RecordedEvent event, String type) {
        String stage = event.hasField("stage") ? event.getString("stage") : null;
        return type.substring(OWN.length()) + (stage == null ? "" : " " + stage);
    }

    private static String top(RecordedEvent event) {
        if (event.getStackTrace() == null || event.getStackTrace().getFrames().isEmpty()) {
            return "?";
        }
        RecordedFrame frame = event.getStackTrace().getFrames().get(0);
        @Nullable RecordedMethod method = frame.getMethod();
        return method == null ? "?" : method.getType().getName() + "." + method.getName();
    }

    /** Tables with a line between them; those without a row are left out. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        section(lines, shares("time, by method", methods));
        section(lines, shares("time, by thread", threads));
        section(lines, shares("memory, by class", allocations));
        section(lines, steps());
        return lines;
    }

    private static void section(List<String> lines, List<String> table) {
        if (table.size() > 1) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(table);
        }
    }

    private static List<String> shares(String head, Map<String, Long> parts) {
        long all = parts.values().stream().mapToLong(Long::longValue).sum();
        TextTable table = new TextTable(">share", head);
        parts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(ROWS)
                .forEach(part -> table.row(
                        String.format(Locale.ROOT, "%.1f %%", 100.0 * part.getValue() / Math.max(all, 1)),
                        part.getKey()));
        return table.lines();
    }

    private List<String> steps() {
        TextTable table = new TextTable("step", ">times", ">median us", ">p99 us", ">longest us");
        durations.forEach((step, all) -> {
            Collections.sort(all);
            table.row(step, all.size(), micros(all, 50), micros(all, 99), micros(all, 100));
        });
        return table.lines();
    }

    private static String micros(List<Duration> sorted, int percent) {
        int index = (int) Math.min(sorted.size() - 1L, (long) sorted.size() * percent / 100);
        return String.format(Locale.ROOT, "%.1f", sorted.get(index).toNanos() / 1_000.0);
    }
}
