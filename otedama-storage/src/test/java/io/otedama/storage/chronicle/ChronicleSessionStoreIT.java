package io.otedama.storage.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Difficulty;
import io.otedama.error.SessionStoreException;
import io.otedama.spi.SessionStore;
import io.otedama.spi.SessionStoreContract;
import io.otedama.spi.WorkerState;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChronicleSessionStoreIT extends SessionStoreContract {
    private static final WorkerState STATE = new WorkerState(Difficulty.of("1.5"), 1_000, 2, 3);

    @Override
    protected SessionStore open(Path directory, int maxWorkers) {
        return ChronicleSessionStore.open(directory.resolve("sessions-" + maxWorkers + ".map"), maxWorkers);
    }

    @Override
    protected List<String> jvmArguments() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .toList();
    }

    @Test
    void aSecondStoreOnTheSameFileIsRefused() {
        assertThatThrownBy(() -> open(directory, 100))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("in use");
        assertThat(store.save("a", STATE)).isTrue();
    }

    @Test
    void everyNameMayBeTheLongest() throws Exception {
        for (int i = 0; i < 100; i++) {
            String name = "x".repeat(SessionStore.MAX_NAME_CHARS - 3) + (100 + i);
            assertThat(store.save(name, STATE)).isTrue();
        }
        reopen();
        assertThat(store.size()).isEqualTo(100);
    }

    @Test
    void aFileThatIsNoMapIsSetAside() throws Exception {
        store.close();
        Path file = directory.resolve("sessions-100.map");
        byte[] noMap = new byte[5_000];
        Arrays.fill(noMap, (byte) 1);
        Files.write(file, noMap);
        store = open(directory, 100);
        assertThat(store.size()).isZero();
        assertThat(store.save("a", STATE)).isTrue();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("sessions-100.map.damaged-"));
        }
    }
}
