package io.otedama.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java file as text: enough understanding of it to find its methods, no more.
 *
 * @param path relative to the repository
 * @param text the whole file
 */
record JavaSource(Path path, String text) {
    /** Comments, text blocks, strings and characters, in the order in which they must be tried. */
    private static final Pattern NOT_CODE = Pattern.compile(
            "//[^\\n]*|/\\*(?s:.*?)\\*/|\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'");

    private static final Pattern ANNOTATION =
            Pattern.compile("@(?!interface)[\\w.]+(\\([^()]*(\\([^()]*\\)[^()]*)*\\))?");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|enum|record)\\s+(\\w+)");
    private static final Pattern CALLABLE = Pattern.compile("(?:[\\w>\\]?]\\s+)?(\\w+)\\s*\\(");

    /**
     * A method, constructor or initialiser.
     *
     * @param lines from the line of its opening brace to that of its closing one
     */
    record Method(String name, int lines) {}

    private record Block(String type, String method, int start) {
        boolean isType() {
            return !type.isEmpty();
        }
    }

    static JavaSource read(Path root, Path file) {
        try {
            return new JavaSource(root.relativize(file), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** File name without {@code .java}. */
    String name() {
        return path.getFileName().toString().replaceFirst("\\.java$", "");
    }

    int lines() {
        return (int) text.lines().count();
    }

    /** The text with everything that is not code blanked out, same length, same lines. */
    String code() {
        return NOT_CODE.matcher(text).replaceAll(found -> found.group().replaceAll("[^\\n]", " "));
    }

    /** Methods of all its types; those of anonymous classes belong to the method around them. */
    List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        Deque<Block> open = new ArrayDeque<>();
        String code = code();
        int line = 1;
        int headerStart = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '\n') {
                line++;
            } else if (c == '{') {
                open.push(opened(code.substring(headerStart, i), open.peek(), line));
            } else if (c == '}' && !open.isEmpty()) {
                Block closed = open.pop();
                if (!closed.method.isEmpty()) {
                    methods.add(new Method(closed.method, line - closed.start + 1));
                }
            }
            if (c == '{' || c == '}' || c == ';') {
                headerStart = i + 1;
            }
        }
        return methods;
    }

    /** What a brace opens, judged by the text since the last statement or brace. */
    private static Block opened(String rawHeader, Block around, int line) {
        Block plain = new Block("", "", line);
        if (around != null && !around.isType()) {
            return plain;
        }
        String header = ANNOTATION.matcher(rawHeader).replaceAll(" ").strip();
        Matcher type = TYPE.matcher(header);
        if (type.find()) {
            return new Block(type.group(1), "", line);
        }
        if (around == null || header.contains("=")) {
            return plain;
        }
        return member(header, around.type, line);
    }

    private static Block member(String header, String owner, int line) {
        Matcher callable = CALLABLE.matcher(header);
        String name = callable.find() ? callable.group(1) : header.replaceFirst("^.*\\s", "");
        boolean constructor = name.equals(owner);
        boolean method = callable.reset().find() && !callable.group().equals(name + "(");
        boolean initialiser = header.isEmpty() || header.equals("static");
        if (constructor || method || initialiser) {
            return new Block("", initialiser ? "<init>" : name, line);
        }
        return new Block(owner, "", line); // the body of an enum constant
    }
}
