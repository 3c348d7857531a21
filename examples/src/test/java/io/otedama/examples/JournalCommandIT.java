package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal read beside a running pool, after a kill, and damaged. */
class JournalCommandIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Behind the segment's header, inside the first records. */
    private static final int DAMAGED_OFFSET = 700;

    @TempDir
    Path data;

    @Test
    void theJournalOfAKilledPoolIsReadAndDamageIsNamed() throws Exception {
        try (PoolProcess pool = PoolProcess.start(
                        PoolMain.class, "demo", "--listen", "127.0.0.1:0", "--data", data.toString());
                PoolProcess tail = awaitBlockAndFollow(pool)) {
            String share = tail.awaitLine(line -> line.contains(" SHARE "));
            assertThat(share).matches("\\d+ \\S+Z SHARE job=\\d+ worker=\\d+ block=\\w+ hash=[0-9a-f]{64} .*");
            assertThat(JSON.readTree(run("inspect", "--json").out().get(0))
                            .path("live")
                            .asBoolean())
                    .isTrue();
            tail.terminate();
            assertThat(tail.awaitExit()).as(tail.err()).isZero();
            pool.kill();
        }

        CommandRun inspect = run("inspect", "--json");
        assertThat(inspect.exitCode()).as(inspect.err()).isZero();
        JsonNode found = JSON.readTree(inspect.out().get(0));
        assertThat(found.path("live").asBoolean()).isFalse();
        assertThat(found.path("records").path("BOOT").asLong()).isEqualTo(1);
        long all = 0;
        for (JsonNode count : found.path("records")) {
            all += count.asLong();
        }
        assertThat(found.path("segments").get(0).path("last").asLong()).isEqualTo(all);
        assertThat(run("inspect").out())
                .anyMatch(line -> line.startsWith("SHARE "))
                .anyMatch(line -> line.endsWith("no pool is writing"));

        List<String> records = run("tail", "--json", "--from", "1").out();
        assertThat(records).hasSize((int) all);
        assertThat(JSON.readTree(records.get(0)).path("type").asText()).isEqualTo("BOOT");
        assertThat(run("tail").out()).hasSize(10);

        damage(Path.of(found.path("segments").get(0).path("file").asText()));
        CommandRun damaged = run("inspect");
        assertThat(damaged.exitCode()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(damaged.out()).anyMatch(line -> line.startsWith("damage: "));
        assertThat(run("tail", "--from", "1").exitCode()).isEqualTo(ExitCode.UNREADABLE);
    }

    private PoolProcess awaitBlockAndFollow(PoolProcess pool) throws InterruptedException {
        pool.awaitErr("found block");
        return PoolProcess.start(
                PoolMain.class, "journal", "tail", "--data", data.toString(), "--from", "1", "--follow");
    }

    static void damage(Path segment) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(DAMAGED_OFFSET);
            int old = file.read();
            file.seek(DAMAGED_OFFSET);
            file.write(old ^ 0x55);
        }
    }

    private CommandRun run(String command, String... options) {
        return JournalCommandTest.journal(command, data, options);
    }
}
