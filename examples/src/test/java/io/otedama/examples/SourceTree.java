package io.otedama.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The repository's own files, as checked out: nothing that was built, nothing of the version control. */
final class SourceTree {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private final Path root;
    private final List<Path> files;

    private SourceTree(Path root) throws IOException {
        this.root = root;
        this.files = walk(root);
    }

    /** The tree that the test runs in. */
    static SourceTree ofRepository() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IllegalStateException("the tests do not run inside the repository");
        }
        try {
            return new SourceTree(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> walk(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean ours = directory.equals(root) || name.equals(".ci") || !name.startsWith(".");
                return ours && !name.equals("target") ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        return found.stream().sorted().toList();
    }

    Path root() {
        return root;
    }

    /** The modules that the build names. */
    List<String> modules() {
        return MODULE.matcher(read(root.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    List<JavaSource> main() {
        return java(path -> path.contains("/src/main/java/"));
    }

    List<JavaSource> tests() {
        return java(path -> path.contains("/src/test/java/"));
    }

    private List<JavaSource> java(Predicate<String> where) {
        return files.stream()
                .filter(file -> file.toString().endsWith(".java") && where.test(relative(file)))
                .map(file -> JavaSource.read(root, file))
                .toList();
    }

    List<Path> readmes() {
        return files.stream().filter(file -> file.endsWith("README.md")).toList();
    }

    /** Where a text file that people write matches, one {@code file: match} each. */
    List<String> occurrences(Pattern pattern) {
        return files.stream()
                .filter(file -> file.toString().matches(".*(\\.(java|md|xml|ya?ml|properties)|/\\.ci/run)"))
                .flatMap(file -> pattern.matcher(read(file))
                        .results()
                        .map(MatchResult::group)
                        .map(text -> relative(file) + ": " + text))
                .toList();
    }

    /** Lines of the fenced blocks of a page that are for a shell, without prompt. */
    static List<String> commands(String page) {
        List<String> commands = new ArrayList<>();
        boolean inside = false;
        boolean shell = false;
        for (String line : page.lines().map(String::strip).toList()) {
            if (line.startsWith("```")) {
                inside = !inside;
                shell = inside && line.matches("```(bash|sh|shell|console)?");
            } else if (shell) {
                commands.add(line.replaceFirst("^\\$ ", ""));
            }
        }
        return commands;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With slashes on every system, and one in front. */
    String relative(Path file) {
        return "/" + root.relativize(file).toString().replace('\\', '/');
    }
}
