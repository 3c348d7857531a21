package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Payments of a pool that does not run, as commands make them. */
@Timeout(180)
class PayoutCommandIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path data;

    @Test
    void aStoppedDemoPaysWhatItOwesAndOnce() throws Exception {
        demo(8);
        long owed = payout("plan", "--threshold", "1").path("total").asLong();
        assertThat(owed).isPositive();

        JsonNode run = payout("run", "--threshold", "1");
        assertThat(run.path("state").asText()).isEqualTo("idle");
        assertThat(run.path("amount").asLong()).isEqualTo(owed);
        assertThat(payout("plan", "--threshold", "1").path("total").asLong()).isZero();
        JsonNode again = payout("run", "--threshold", "1");
        assertThat(again.path("payments").asInt()).isZero();
        assertThat(again.path("open").asInt()).isPositive();

        long before = payout("status").path("confirmed").asLong();
        demo(4); // the payment is sent again to the chain, and gets into one of its blocks
        assertThat(payout("status").path("confirmed").asLong()).isGreaterThan(before);
        assertThat(command("ledger", "verify").exitCode()).isZero();
    }

    private void demo(int blocks) {
        demo("pplns:fee=100", blocks);
    }

    private void demo(String payout, int blocks) {
        CommandRun run = CommandRun.of(
                "demo",
                "--data",
                data.toString(),
                "--listen",
                "127.0.0.1:0",
                "--payout",
                payout,
                "--maturity",
                "2",
                "--blocks",
                Integer.toString(blocks));
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private JsonNode payout(String command, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("payout", command, "--json"));
        words.addAll(Arrays.asList(more));
        CommandRun run = command(words.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JSON.readTree(run.out().get(0));
    }

    private CommandRun command(String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--data", data.toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Test
    void whatAForgottenCoinbaseMayHavePaidIsNotPaidByTheWallet() throws Exception {
        demo("solo:fee=100", 2);
        Path left = DataDirectory.blocks(data).resolve("9-" + "ab".repeat(32) + ".block.claim");
        Files.writeString(left, "");
        CommandRun run = command("payout", "run");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("Start the pool once");
        Files.delete(left);
        assertThat(command("payout", "run").exitCode()).isZero();
    }

    @Test
    void aPoolThatRunsPaysByItself() throws Exception {
        try (FileJournal running = FileJournal.open(DataDirectory.journal(data), JournalConfig.defaults())) {
            CommandRun run = command("payout", "run", "--wallet", "http://u:p@127.0.0.1:1/wallet/w");
            assertThat(run.exitCode()).isEqualTo(ExitCode.UNREADABLE);
            assertThat(run.err()).contains("in use").doesNotContain("\tat ");
            assertThat(running.durableSequence()).isZero();
        }
    }

    @Test
    void mistakesAreNamed() throws Exception {
        assertThat(command("payout", "run").err()).contains("--data", "there is no journal");
        Files.createDirectories(DataDirectory.journal(data));
        CommandRun run = command("payout", "run", "--threshold", "0");
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.err()).contains("--wallet", "is missing");
        run = command("payout", "run", "--threshold", "0", "--wallet", "http://u:p@127.0.0.1:1/wallet/w");
        assertThat(run.err()).contains("--threshold", "is 0");
        run = command("payout", "run", "--wallet", "http://u:p@127.0.0.1:1/wallet/w");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err()).contains("the journal is empty");
    }

    @Test
    void aPaymentThatDoesNotExistCannotBeCancelled() {
        demo(2);
        CommandRun run = command("payout", "cancel", "7");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("there is no open payment 7");
    }
}
