package io.otedama.bench.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** README's numbers are those of the files in {@code benchmarks/results}, and no others. */
class PublishedResultsTest {
    private static final Path ROOT = root();

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    @Test
    void theTableInTheReadmeIsMadeOfThem() throws IOException {
        String table = new Summary(new Results(ROOT.resolve("benchmarks/results"))).markdown();
        assertThat(table.lines()).hasSizeGreaterThan(12);
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .as("run: java -jar benchmarks/target/otedama-bench.jar summary benchmarks/results")
                .contains(table);
    }

    @Test
    void thePictureAndTheMachineAreThere() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        assertThat(readme).contains("benchmarks/results/curve.svg");
        assertThat(ROOT.resolve("benchmarks/results/curve.svg")).exists();
        Results results = new Results(ROOT.resolve("benchmarks/results"));
        for (String name : List.of("load-50x1-otedama", "load-50x1-bare", "curve", "block", "restart")) {
            assertThat(results.text(name, "/machine/cores")).as(name).isNotEmpty();
            assertThat(results.text(name, "/date")).as(name).startsWith("20");
        }
    }
}
