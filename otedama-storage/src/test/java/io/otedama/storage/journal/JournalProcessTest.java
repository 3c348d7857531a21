package io.otedama.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.JournalException;
import io.otedama.spi.JournalCursor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The writer is another process, and is killed. */
@Timeout(60)
class JournalProcessTest {
    @TempDir
    Path directory;

    private Process writer;

    @BeforeEach
    void start() throws IOException {
        writer = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterProcess.class.getName(),
                        directory.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(answer()).isZero();
    }

    @AfterEach
    void kill() throws InterruptedException {
        writer.destroyForcibly();
        assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Log lines may precede it; the number of records is the first byte that is no text. */
    private int answer() throws IOException {
        int read = writer.getInputStream().read();
        while (read >= ' ' || read == '\n') {
            read = writer.getInputStream().read();
        }
        return read;
    }

    private int batch() throws IOException {
        writer.getOutputStream().write(1);
        writer.getOutputStream().flush();
        return answer();
    }

    @Test
    void oneProcessWritesOthersFollowAndWhatItAcknowledgedOutlivesIt() throws Exception {
        try (JournalReader reader = JournalReader.open(directory);
                JournalCursor cursor = reader.readFrom(1)) {
            assertThat(reader.isLive()).isTrue();
            assertThat(batch()).isEqualTo(3);
            assertThat(JournalWorkload.read(cursor)).containsExactly(1L, 2L, 3L);
            assertThatThrownBy(() -> FileJournal.open(directory, JournalWorkload.SMALL))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("another process holds LOCK");
            assertThat(batch()).isEqualTo(6);
            kill();
            assertThat(JournalWorkload.read(cursor)).containsExactly(4L, 5L, 6L);
        }
        try (JournalReader reader = JournalReader.open(directory)) {
            assertThat(reader.isLive()).isFalse();
            assertThat(reader.lastSequence()).isEqualTo(6);
        }
        try (FileJournal journal = FileJournal.open(directory, JournalWorkload.SMALL)) {
            assertThat(JournalWorkload.read(journal)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        }
    }
}
