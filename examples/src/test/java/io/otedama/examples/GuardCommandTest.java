package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hash256;
import io.otedama.spi.BootRecord;
import io.otedama.spi.GuardRecord;
import io.otedama.spi.PoolControl.Ban;
import io.otedama.spi.PoolControl.StandingEvent;
import io.otedama.storage.guard.FileGuardStore;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardCommandTest {
    private static final long LATER = 4_000_000_000_000L;

    @TempDir
    Path directory;

    @BeforeEach
    void aPoolHasRun() {
        journal().close();
    }

    private FileJournal journal() {
        FileJournal journal = FileJournal.open(directory.resolve("journal"), JournalConfig.defaults());
        if (journal.durableSequence() == 0) {
            ByteBuffer bytes = ByteBuffer.allocate(1_024).order(ByteOrder.LITTLE_ENDIAN);
            journal.append(new BootRecord().encode(bytes, 1, 1, Hash256.ZERO, "test"));
            journal.flush();
        }
        return journal;
    }

    private void remember() {
        List<StandingEvent> events = List.of(new StandingEvent(1_700_000_000_000L, "DUPLICATE_SHARE", 50, -100));
        try (FileGuardStore store = FileGuardStore.open(directory.resolve("guard"))) {
            store.replace(List.of(
                    record("203.0.113.7 addr.rig", events, LATER),
                    record("198.51.100.0/24", List.of(), LATER + 1),
                    record("192.0.2.1", events, 1)));
        }
    }

    private static GuardRecord record(String subject, List<StandingEvent> events, long untilMillis) {
        Ban ban = new Ban(subject, 1_700_000_000_000L, untilMillis, 2, "misbehaviour");
        return new GuardRecord(subject, 0, 0, "NONE", 1_700_000_000_000L, events, ban);
    }

    private CommandRun guard(String... arguments) {
        return CommandRun.of(Stream.concat(
                        Stream.of("guard"),
                        Stream.concat(Stream.of(arguments), Stream.of("--data", directory.toString())))
                .toArray(String[]::new));
    }

    @Test
    void whereNothingIsRememberedNobodyIsBanned() {
        assertThat(guard("list").err()).contains("nobody is banned");
        CommandRun why = guard("why", "203.0.113.7");
        assertThat(why.err()).contains("nothing is known of 203.0.113.7");
        assertThat(why.exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void bansInForceAreListed() {
        remember();
        assertThat(guard("list").out())
                .hasSize(3)
                .anySatisfy(
                        line -> assertThat(line).matches("198.51.100.0/24 +2096-10-02T07:06:40.001Z +2  misbehaviour"));
        assertThat(guard("list", "--json").out().get(1))
                .isEqualTo("{\"network\":\"203.0.113.7 addr.rig\",\"since\":1700000000000,\"until\":4000000000000,"
                        + "\"times\":2,\"reason\":\"misbehaviour\"}");
    }

    @Test
    void aWorkerAndItsAddressAreExplained() {
        remember();
        for (String subject : List.of("addr.rig", "203.0.113.7 addr.rig")) {
            List<String> out = guard("why", subject).out();
            assertThat(out.get(0)).isEqualTo(subject + ": score 0, step BAN");
            assertThat(out.get(1)).contains("to 2096-10-02T07:06:40Z as 203.0.113.7 addr.rig, 2 times: misbehaviour");
            assertThat(out.get(3)).matches("2023-11-14T22:13:20Z +DUPLICATE_SHARE +50 +-100");
        }
        assertThat(guard("why", "198.51.100.9", "--json").out())
                .singleElement()
                .asString()
                .contains("\"step\":\"BAN\"", "\"network\":\"198.51.100.0/24\"");
    }

    @Test
    void aBanIsEndedInTheFile() {
        remember();
        assertThat(guard("unban", "198.51.100.77/24").out()).containsExactly("unbanned: 198.51.100.0/24");
        assertThat(guard("unban", "203.0.113.7 addr.rig").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(guard("list").err()).contains("nobody is banned");
        CommandRun again = guard("unban", "198.51.100.0/24");
        assertThat(again.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(again.err()).contains("is not banned");
        assertThat(FileGuardStore.read(directory.resolve("guard"))).hasSize(1);
    }

    @Test
    void whileAPoolRunsNothingIsChangedAndThatIsSaid() {
        remember();
        try (FileJournal running = journal()) {
            assertThat(running.durableSequence()).isEqualTo(1);
            CommandRun unban = guard("unban", "198.51.100.0/24");
            assertThat(unban.exitCode()).isEqualTo(ExitCode.FAILURE);
            assertThat(unban.err()).contains("a pool runs in this directory");
            assertThat(guard("list").err()).contains("a pool runs in this directory");
        }
        assertThat(FileGuardStore.read(directory.resolve("guard"))).hasSize(3);
    }
}
