package io.otedama.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Shows reports to people: one line per number, one or two reports side by side. */
public final class ReportTable {
    private ReportTable() {}

    /** One line per value: the path of its names, then the value. */
    public static String of(JsonNode report) {
        Map<String, JsonNode> values = flatten(report);
        int width = width(values.keySet());
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) ->
                text.append(String.format(Locale.ROOT, "%-" + width + "s  %s%n", name, value.asText())));
        return text.toString();
    }

    /** Two reports and, where both have a number, b / a. What describes machine, date and plan is left out when it is alike. */
    public static String compare(JsonNode a, JsonNode b) {
        Map<String, JsonNode> left = flatten(a);
        Map<String, JsonNode> right = flatten(b);
        Set<String> names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        StringBuilder text = new StringBuilder();
        int width = width(names);
        String row = "%-" + width + "s  %18s  %18s  %8s%n";
        text.append(String.format(Locale.ROOT, row, "", "a", "b", "b/a"));
        for (String name : names) {
            JsonNode l = left.get(name);
            JsonNode r = right.get(name);
            String ratio = ratio(l, r);
            if (!ratio.isEmpty() || l == null || !l.equals(r)) {
                text.append(String.format(Locale.ROOT, row, name, shown(l), shown(r), ratio));
            }
        }
        return text.toString();
    }

    private static String ratio(@Nullable JsonNode l, @Nullable JsonNode r) {
        return l != null && r != null && l.isNumber() && r.isNumber() && l.doubleValue() != 0
                ? String.format(Locale.ROOT, "%.3f", r.doubleValue() / l.doubleValue())
                : "";
    }

    private static String shown(@Nullable JsonNode value) {
        return value == null ? "-" : value.asText();
    }

    private static int width(Set<String> names) {
        return names.stream().mapToInt(String::length).max().orElse(1);
    }

    private static Map<String, JsonNode> flatten(JsonNode report) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        flatten("", report, values);
        return values;
    }

    private static void flatten(String path, JsonNode node, Map<String, JsonNode> into) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "[" + i + "]", node.get(i), into);
            }
        } else if (node.isObject()) {
            node.properties().forEach(entry -> {
                String name = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                flatten(name, entry.getValue(), into);
            });
        } else {
            into.put(path, node);
        }
    }
}
