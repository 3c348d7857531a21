package io.otedama.storage.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.LedgerStoreException;
import io.otedama.spi.LedgerStore;
import io.otedama.spi.LedgerStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileLedgerStoreTest extends LedgerStoreContract {
    @Override
    protected LedgerStore open(Path parent) {
        return FileLedgerStore.open(parent.resolve("a/snapshots"));
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("a/snapshots"))) {
            return files.filter(f -> f.toString().endsWith(".snap")).findFirst().orElseThrow();
        }
    }

    /** Damages the file of a snapshot. */
    static void flip(Path snapshots, long sequence) {
        try {
            Path file = snapshots.resolve(String.format("%020d.snap", sequence));
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyChangedByteIsNoticed() throws IOException {
        store.save(snapshot(5, 40));
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < whole.length; i++) {
            byte[] bad = whole.clone();
            bad[i] ^= 0x10;
            Files.write(file(), bad);
            assertThatThrownBy(() -> store.load(5))
                    .as("byte %d", i)
                    .isInstanceOf(LedgerStoreException.class)
                    .hasMessageContaining(file().getFileName().toString());
        }
        Files.write(file(), whole);
        check(store.load(5), 5, 40);
    }

    @Test
    void everyLengthButTheRightOneIsNoticed() throws IOException {
        store.save(snapshot(5, 40));
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length <= whole.length + 1; length++) {
            if (length != whole.length) {
                Files.write(file(), Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> store.load(5)).isInstanceOf(LedgerStoreException.class);
            }
        }
    }

    @Test
    void otherFilesAreLeftAlone() throws IOException {
        store.save(snapshot(5, 40));
        for (String name : new String[] {FileLedgerStore.UNFINISHED, "note.txt", "99999999999999999999.snap"}) {
            Files.writeString(file().resolveSibling(name), "x");
        }
        assertThat(store.sequences()).containsExactly(5L);
        store.save(snapshot(6, 40));
        assertThat(store.sequences()).containsExactly(6L, 5L);
        assertThat(file().resolveSibling("note.txt")).exists();
    }

    @Test
    void readingMakesNoDirectory() {
        assertThat(store.sequences()).isEmpty();
        store.delete(1);
        assertThat(directory.resolve("a")).doesNotExist();
    }
}
