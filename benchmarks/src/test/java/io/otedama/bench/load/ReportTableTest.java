package io.otedama.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ReportTableTest {
    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void everyValueHasItsLine() throws JsonProcessingException {
        assertThat(ReportTable.of(json("{'a':{'b':1.5,'c':['x']},'d':true}")).lines())
                .containsExactly("a.b     1.5", "a.c[0]  x", "d       true");
    }

    @Test
    void twoReportsStandSideBySideWithTheirRatio() throws JsonProcessingException {
        String table =
                ReportTable.compare(json("{'n':{'us':10,'same':'x'},'gone':1}"), json("{'n':{'us':5,'same':'x'}}"));
        assertThat(table.lines().toList()).hasSize(3);
        assertThat(table).containsPattern("n\\.us +10 +5 +0\\.500").containsPattern("gone +1 +- *");
        assertThat(table).doesNotContain("same");
    }
}
