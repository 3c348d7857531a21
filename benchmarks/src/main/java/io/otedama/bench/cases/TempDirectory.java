package io.otedama.bench.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory that is gone with all that is in it when the measurement ends. */
record TempDirectory(Path path) implements AutoCloseable {
    /**
     * @param parent on the disk that is to be measured; null: where the system keeps its temporary files
     */
    static TempDirectory in(@Nullable Path parent) throws IOException {
        String prefix = "otedama-bench";
        return new TempDirectory(
                parent == null ? Files.createTempDirectory(prefix) : Files.createTempDirectory(parent, prefix));
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(path)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
