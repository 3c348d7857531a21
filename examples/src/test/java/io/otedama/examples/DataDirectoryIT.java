package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives a demo, ended or killed. */
class DataDirectoryIT {
    private static final Pattern HEIGHT = Pattern.compile("reward \\S+, height (\\d+)");

    @TempDir
    Path data;

    @Test
    void aSecondDemoGoesOnWhereTheFirstStopped() throws Exception {
        String first = demo("--blocks", "2");
        String second = demo("--blocks", "2");

        assertThat(heightIn(first)).isEqualTo(2);
        assertThat(heightIn(second)).isEqualTo(4);
        assertThat(second).contains("2 blocks in the chain").doesNotContain("the pool counts");
    }

    @Test
    void aChainKeepsItsMaturity() throws Exception {
        demo("--blocks", "5", "--maturity", "3", "--durability", "os");
        try (PoolProcess other = start("--blocks", "1", "--maturity", "4")) {
            assertThat(other.awaitExit()).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(other.err()).contains("--data: ", "coinbaseMaturity is 3 there, not 4");
        }
        assertThat(demo("--blocks", "1")).contains(" is MATURE");
    }

    @Test
    void aKilledDemoGoesOnAndItsBooksAreEqual() throws Exception {
        try (PoolProcess first = start("--maturity", "1")) {
            first.awaitErr("found block 2 ");
            first.kill();
        }
        String second = demo("--blocks", "1");

        assertThat(heightIn(second)).isGreaterThanOrEqualTo(2);
        assertThat(second).doesNotContain("the pool counts");
        CommandRun verify = CommandRun.of("ledger", "verify", "--data", data.toString());
        assertThat(verify.exitCode()).as(verify.err()).isZero();
    }

    private String demo(String... options) throws Exception {
        try (PoolProcess demo = start(options)) {
            assertThat(demo.awaitExit()).as(demo.err()).isZero();
            assertThat(demo.out().get(3)).startsWith("demo: blocks=" + options[1] + " ");
            return demo.err();
        }
    }

    private PoolProcess start(String... options) {
        List<String> args = new ArrayList<>(List.of("demo", "--listen", "127.0.0.1:0", "--data", data.toString()));
        args.addAll(Arrays.asList(options));
        return PoolProcess.start(PoolMain.class, args.toArray(String[]::new));
    }

    private static int heightIn(String err) {
        Matcher height = HEIGHT.matcher(err);
        assertThat(height.find()).as(err).isTrue();
        return Integer.parseInt(height.group(1));
    }
}
