package io.otedama.storage.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Difficulty;
import io.otedama.error.SessionStoreException;
import io.otedama.spi.SessionStore;
import io.otedama.spi.SessionStoreContract;
import io.otedama.spi.WorkerState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class FileSessionStoreTest extends SessionStoreContract {
    private static final WorkerState STATE = new WorkerState(Difficulty.of("1.5"), 1_000, 2, 3);

    @Override
    protected SessionStore open(Path directory, int maxWorkers) {
        return FileSessionStore.open(directory.resolve("sessions.dat"), maxWorkers);
    }

    private Path file() {
        return directory.resolve("sessions.dat");
    }

    private byte[] written() throws IOException {
        for (int i = 0; i < 20; i++) {
            store.save("worker" + i, STATE);
        }
        store.close();
        return Files.readAllBytes(file());
    }

    @Test
    void aDamagedFileIsSetAsideAndThePoolBeginsWithout() throws Exception {
        byte[] good = written();
        long seed = System.nanoTime();
        System.getLogger("test").log(System.Logger.Level.INFO, "seed {0}", String.valueOf(seed));
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            assertSetAside(bad);
        }
        for (int length : new int[] {0, 1, 19, 20, good.length - 1}) {
            assertSetAside(Arrays.copyOf(good, length));
        }
    }

    private void assertSetAside(byte[] bad) throws IOException {
        Files.write(file(), bad);
        try (FileSessionStore opened = FileSessionStore.open(file(), 100)) {
            assertThat(opened.size()).isZero();
            Path aside = opened.damagedFile().orElseThrow();
            assertThat(aside.getFileName().toString()).startsWith("sessions.dat.damaged-");
            assertThat(Files.readAllBytes(aside)).isEqualTo(bad);
            assertThat(opened.save("new", STATE)).isTrue();
        }
        try (FileSessionStore opened = FileSessionStore.open(file(), 100)) {
            assertThat(opened.damagedFile()).isEmpty();
            assertThat(opened.size()).isEqualTo(1);
        }
    }

    @Test
    void aFileOfANewerOtedamaIsRefusedAndLeftAlone() throws Exception {
        byte[] bytes = written();
        ByteBuffer newer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        newer.putInt(8, SnapshotFormat.VERSION + 1);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - SnapshotFormat.CRC_BYTES);
        newer.putInt(bytes.length - SnapshotFormat.CRC_BYTES, (int) crc.getValue());
        Files.write(file(), bytes);
        assertThatThrownBy(() -> FileSessionStore.open(file(), 100))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("format 2");
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }

    @Test
    void aSecondStoreOnTheSameFileIsRefused() {
        assertThatThrownBy(() -> FileSessionStore.open(file(), 100))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("in use");
        assertThat(store.save("a", STATE)).isTrue();
    }

    @Test
    void aFailedWriteLeavesTheOldFileAndIsMadeUpForLater() throws Exception {
        store.save("a", STATE);
        store.sync();
        byte[] before = Files.readAllBytes(file());
        Path inTheWay = Files.createDirectory(directory.resolve("sessions.dat.new"));
        store.save("b", STATE);
        assertThatThrownBy(() -> store.sync())
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("cannot be written");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        Files.delete(inTheWay);
        store.sync();
        reopen();
        assertThat(store.load("b")).isEqualTo(STATE);
    }

    @Test
    void moreWorkersThanTheLimitAreReadButNoNewOnesTaken() throws Exception {
        written();
        store = open(directory, 5);
        assertThat(store.size()).isEqualTo(20);
        assertThat(store.save("new", STATE)).isFalse();
        assertThat(store.save("worker3", STATE)).isTrue();
    }
}
