package io.otedama.storage.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.GuardStoreException;
import io.otedama.spi.GuardStore;
import io.otedama.spi.GuardStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileGuardStoreTest extends GuardStoreContract {
    @Override
    protected GuardStore open(Path where) {
        return FileGuardStore.open(where);
    }

    private Path file() {
        return directory.resolve(FileGuardStore.FILE);
    }

    @Test
    void theDirectoryIsMadeWhenSomethingIsKept() {
        Path deep = directory.resolve("a/b");
        try (GuardStore other = FileGuardStore.open(deep)) {
            assertThat(other.load()).isEmpty();
            assertThat(deep).doesNotExist();
            other.replace(List.of(sample(1)));
            assertThat(FileGuardStore.read(deep)).containsExactly(sample(1));
        }
    }

    @Test
    void aDamagedFileIsSetAsideAndThePoolBeginsWithoutIt() throws IOException {
        store.replace(List.of(sample(1), sample(2)));
        byte[] bytes = Files.readAllBytes(file());
        bytes[20] ^= 1;
        Files.write(file(), bytes);
        assertThatThrownBy(() -> FileGuardStore.read(directory))
                .isInstanceOf(GuardStoreException.class)
                .hasMessageContaining("checksum");
        assertThat(store.load()).isEmpty();
        assertThat(file()).doesNotExist();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).singleElement().satisfies(aside -> {
                assertThat(aside.getFileName().toString()).startsWith("guard.bin.damaged-");
                assertThat(aside).hasBinaryContent(bytes);
            });
        }
        store.replace(List.of(sample(3)));
        assertThat(store.load()).containsExactly(sample(3));
    }

    @Test
    void whatAKilledProcessLeftUnfinishedDoesNotCount() throws IOException {
        store.replace(List.of(sample(1)));
        Files.write(directory.resolve(FileGuardStore.UNFINISHED), new byte[5]);
        assertThat(store.load()).containsExactly(sample(1));
        store.replace(List.of(sample(2)));
        assertThat(store.load()).containsExactly(sample(2));
        assertThat(directory.resolve(FileGuardStore.UNFINISHED)).doesNotExist();
    }

    @Test
    void aLaterFormatIsNotGuessedAt() throws IOException {
        store.replace(List.of(sample(1)));
        byte[] bytes = Files.readAllBytes(file());
        bytes[8] = 2;
        Files.write(file(), bytes);
        assertThatThrownBy(() -> FileGuardStore.read(directory)).hasMessageContaining("format 2");
    }
}
