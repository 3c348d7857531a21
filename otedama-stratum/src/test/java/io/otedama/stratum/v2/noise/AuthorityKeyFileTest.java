package io.otedama.stratum.v2.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.PoolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityKeyFileTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private Path path;

    @SuppressWarnings("NullAway.Init")
    private AuthorityKeyFile file;

    @BeforeEach
    void name() {
        path = directory.resolve("authority.key");
        file = new AuthorityKeyFile(path);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(found -> found.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aNewKeyIsMadeForItsOwnerOnlyAndReadBack() throws IOException {
        AuthorityKeyPair made = file.loadOrCreate(RANDOM);
        assertThat(permissions(path)).isEqualTo("rw-------");
        assertThat(names()).containsExactly("authority.key");
        assertThat(Files.readString(path)).isEqualTo(made.secretText() + "\n");
        assertThat(file.loadOrCreate(RANDOM).publicKey()).isEqualTo(made.publicKey());
        assertThat(file.load().publicKey()).isEqualTo(made.publicKey());
    }

    @Test
    void aKeyOfTheReferenceImplementationIsRead() throws IOException {
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--------")));
        path.toFile().setWritable(true, true);
        Files.writeString(path, "mkDLTBBRxdBv998612qipDYoTK3YUrqLe8uWw7gu3iXbSrn2n");
        assertThat(file.load().publicKey()).hasToString("9auqWEzQDVyd2oe1JVGFLMLHZtCo2FFqZwtKA5gd9xbuEu7PH72");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx-----x"})
    void aFileThatIsOpenToOthersIsRefused(String open) throws IOException {
        file.loadOrCreate(RANDOM);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(open));
        assertThatThrownBy(() -> file.loadOrCreate(RANDOM))
                .isInstanceOf(PoolException.class)
                .hasMessageContaining("chmod 600 " + path);
    }

    @Test
    void nonsenseIsRefusedWithoutBeingRepeated() throws IOException {
        file.loadOrCreate(RANDOM);
        for (String text : new String[] {"", "not a key", "mkDLTBBRxdBv998612qipDYoTK3YUrqLe8uWw7gu3iXbSrn2m"}) {
            Files.writeString(path, text);
            assertThatThrownBy(file::load)
                    .isInstanceOf(PoolException.class)
                    .hasMessageContaining(path.toString())
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("mkD"));
        }
        Files.writeString(path, "1".repeat(AuthorityKeyFile.MAX_FILE_BYTES + 1));
        assertThatThrownBy(file::load).hasMessageContaining("more than 256 bytes");
    }

    @Test
    void aMissingFileOrDirectoryIsNamed() {
        assertThatThrownBy(file::load)
                .isInstanceOf(PoolException.class)
                .hasMessageContaining("there is no authority key");
        Path nowhere = directory.resolve("none").resolve("authority.key");
        assertThatThrownBy(() -> new AuthorityKeyFile(nowhere).loadOrCreate(RANDOM))
                .isInstanceOf(PoolException.class)
                .hasMessageContaining(nowhere.toString());
    }

    @Test
    void replacedKeysAreKept() throws IOException {
        AuthorityKeyPair first = file.loadOrCreate(RANDOM);
        AuthorityKeyPair second = file.rotate(RANDOM);
        AuthorityKeyPair third = file.rotate(RANDOM);
        assertThat(names()).containsExactly("authority.key", "authority.key.1", "authority.key.2");
        assertThat(file.load().publicKey()).isEqualTo(third.publicKey());
        assertThat(kept(1)).isEqualTo(first.publicKey());
        assertThat(kept(2)).isEqualTo(second.publicKey());
        assertThat(permissions(path)).isEqualTo("rw-------");
        assertThat(permissions(directory.resolve("authority.key.1"))).isEqualTo("rw-------");
    }

    private AuthorityKey kept(int number) {
        return new AuthorityKeyFile(directory.resolve("authority.key." + number))
                .load()
                .publicKey();
    }

    @Test
    void nothingIsReplacedWhereNothingIs() throws IOException {
        assertThatThrownBy(() -> file.rotate(RANDOM)).hasMessageContaining("there is no authority key");
        assertThat(names()).isEmpty();
    }

    @Test
    void whoeverComesFirstMakesTheKeyForAll() {
        List<CompletableFuture<AuthorityKey>> all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> new AuthorityKeyFile(path).loadOrCreate(RANDOM).publicKey()))
                .toList();
        Set<AuthorityKey> keys = new HashSet<>();
        all.forEach(one -> keys.add(one.join()));
        assertThat(keys).hasSize(1);
    }
}
