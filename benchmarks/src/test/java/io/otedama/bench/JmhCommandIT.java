package io.otedama.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.BenchmarkListEntry;

class JmhCommandIT {
    private static final Path SOURCES = Path.of("src/main/java");

    @TempDir
    private Path directory;

    /** The command line in a JVM of its own: JMH writes to its console. */
    private String jmh(int exitCode, String... arguments) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BenchMain.class.getName(),
                "jmh");
        Process process = new ProcessBuilder(
                        Stream.concat(java.stream(), Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isEqualTo(exitCode);
        return text;
    }

    private static Set<String> suitesInTheSources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(JmhCommandIT::hasBenchmarks)
                    .map(file -> SOURCES.relativize(file).toString())
                    .map(file -> file.replaceAll("[/\\\\]", ".").replaceFirst("\\.java$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean hasBenchmarks(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).contains("@Benchmark\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aSuiteIsCalledBenchmark() throws IOException {
        assertThat(suitesInTheSources()).hasSizeGreaterThan(15).allMatch(name -> name.endsWith("Benchmark"));
    }

    @Test
    void everySuiteHasABaseline() {
        assertThat(JmhSmoke.select(List.of()).stream()
                        .filter(entry -> entry.getUsername().contains(".baseline"))
                        .map(BenchmarkListEntry::getUserClassQName)
                        .collect(Collectors.toSet()))
                .isEqualTo(JmhSmoke.select(List.of()).stream()
                        .map(BenchmarkListEntry::getUserClassQName)
                        .collect(Collectors.toSet()));
    }

    @Test
    void everySuiteIsListed() throws IOException, InterruptedException {
        String list = jmh(0, "-l");
        assertThat(list.lines()
                        .filter(line -> line.startsWith("io.otedama."))
                        .map(line -> line.replaceFirst("\\.\\w+$", ""))
                        .collect(Collectors.toSet()))
                .isEqualTo(suitesInTheSources());
    }

    @Test
    void aRunCountsCostsAndEndsInTheTable() throws IOException, InterruptedException {
        Path json = directory.resolve("result.json");
        String output = jmh(
                0, "-f", "0", "-wi", "0", "-i", "1", "-r", "10ms", "-rf", "json", "-rff", json.toString(), "Sha256d");
        assertThat(output).containsPattern("Sha256dBenchmark.header +[0-9.]+ +ops/ms +[0-9.]+ +[0-9.]+ +[0-9.]+ x jdk");
        assertThat(json).content().contains("gc.alloc.rate.norm", CpuTimeProfiler.LABEL);
    }

    @Test
    void aWrongCommandLineRunsNothing() throws IOException, InterruptedException {
        assertThat(jmh(2, "-i", "many")).contains("many");
    }
}
