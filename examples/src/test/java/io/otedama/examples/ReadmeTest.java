package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path SOURCE = Path.of("src/main/java/io/otedama/examples/EmbeddedPool.java");

    @Test
    void theReadmeShowsTheCodeThatIsTested() throws IOException {
        List<String> shown = between(Files.readAllLines(Path.of("../README.md")), "```java", "```");
        List<String> tested = between(Files.readAllLines(SOURCE), "// tag::embed[]", "// end::embed[]");

        assertThat(shown).isEqualTo(tested);
    }

    @Test
    void theEmbeddedPoolIsAboutTwentyLines() throws IOException {
        List<String> main =
                between(Files.readAllLines(SOURCE), "    public static void main(String[] args) {", "    }");

        assertThat(main).hasSizeBetween(5, 20);
    }

    private static List<String> between(List<String> lines, String first, String last) {
        int start = lines.indexOf(first);
        assertThat(start).as(first).isNotNegative();
        List<String> rest = lines.subList(start + 1, lines.size());
        int end = rest.indexOf(last);
        assertThat(end).as(last).isNotNegative();
        return rest.subList(0, end);
    }
}
