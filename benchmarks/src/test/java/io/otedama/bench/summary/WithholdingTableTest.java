package io.otedama.bench.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What pages say about attack detection is what {@code benchmarks/results/withholding.json} says. */
class WithholdingTableTest {
    private static final Path ROOT = root();

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    @Test
    void theTablesInTheReadmeAreMadeOfIt() throws IOException {
        Results results = new Results(ROOT.resolve("benchmarks/results"));
        WithholdingTable tables = new WithholdingTable(results);
        assertThat(Files.readString(ROOT.resolve("benchmarks/README.md")))
                .as("run: java -jar benchmarks/target/otedama-bench.jar summary benchmarks/results")
                .contains(tables.power())
                .contains(tables.falseAlarms())
                .contains(tables.honest());
        assertThat(tables.power().lines()).hasSize(6);
        assertThat(results.text("withholding", "/parameters/seed")).isEqualTo("2011");
    }

    @Test
    void whatIsPromisedIsKept() {
        Results results = new Results(ROOT.resolve("benchmarks/results"));
        double promised = results.number("withholding", "/promisedBetweenFalseAlarms");
        assertThat(results.number("withholding", "/honest/expectedBlocksBetween"))
                .isGreaterThan(promised);
        assertThat(results.number("withholding", "/wald/honestFoundGuiltyPercent"))
                .isLessThan(1.3);
        assertThat(results.number("withholding", "/wald/withheld50FoundGuiltyPercent"))
                .isGreaterThan(98.7);
    }
}
