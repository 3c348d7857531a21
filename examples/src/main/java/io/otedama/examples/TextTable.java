package io.otedama.examples;

import java.util.ArrayList;
import java.util.List;

/** A table for people: columns as wide as they need to be, numbers to the right. One thread. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param heads of the columns; one that begins with {@code >} is aligned to the right
     */
    TextTable(String... heads) {
        this.heads = List.of(heads);
    }

    void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(String.valueOf(cell));
        }
        rows.add(row);
    }

    /** Without trailing spaces. */
    List<String> lines() {
        List<List<String>> all = new ArrayList<>();
        all.add(heads.stream()
                .map(head -> isRight(head) ? head.substring(1) : head)
                .toList());
        all.addAll(rows);
        int[] widths = new int[heads.size()];
        all.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            String padding = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? "" : GAP).append(isRight(heads.get(i)) ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private static boolean isRight(String head) {
        return head.startsWith(">");
    }
}
