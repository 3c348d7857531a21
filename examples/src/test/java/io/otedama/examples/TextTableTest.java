package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columnsAreAsWideAsTheyNeedToBe() {
        TextTable table = new TextTable("name", ">n", "rest");
        table.row("a", 12345, "x");
        table.row("longer", 1, "");

        assertThat(table.lines()).containsExactly("name        n  rest", "a       12345  x", "longer      1");
    }

    @Test
    void progressIsABar() {
        assertThat(ReplayProgress.text(50, 100)).isEqualTo("[###############               ] 50 %, record 50 of 100");
        assertThat(ReplayProgress.text(0, 0)).contains("100 %");
    }
}
