package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Difficulty;
import io.otedama.error.SessionStoreException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link SessionStore} promises. Subclasses have a constructor without parameters: the kill test makes one in a
 * process of its own.
 */
public abstract class SessionStoreContract {
    private static final int LIMIT = 100;

    @TempDir
    protected Path directory;

    protected SessionStore store;

    /** The store in that directory, new or as it was left. */
    protected abstract SessionStore open(Path directory, int maxWorkers) throws Exception;

    /** What the virtual machine of the kill test needs beside the class path. */
    protected List<String> jvmArguments() {
        return List.of();
    }

    @BeforeEach
    void openStore() throws Exception {
        store = open(directory, LIMIT);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    protected void reopen() throws Exception {
        store.close();
        store = open(directory, LIMIT);
    }

    /** Recognisable in every field. */
    static WorkerState state(long number) {
        Difficulty difficulty = Difficulty.of(BigDecimal.valueOf(number + 1, (int) (number % 20) - 10));
        return new WorkerState(difficulty, 1_700_000_000_000L + number, 3 * number, 7 * number);
    }

    private Map<String, WorkerState> all() {
        Map<String, WorkerState> found = new HashMap<>();
        store.forEach((name, state) -> assertThat(found.put(name, state)).isNull());
        return found;
    }

    @Test
    void aNewStoreIsEmpty() {
        assertThat(store.size()).isZero();
        assertThat(store.load("nobody")).isNull();
        assertThat(all()).isEmpty();
    }

    @Test
    void whatIsSavedIsThereAtOnceAndReplacesWhatWas() {
        assertThat(store.save("alice.rig", state(1))).isTrue();
        assertThat(store.save("bob", state(2))).isTrue();
        assertThat(store.save("alice.rig", state(3))).isTrue();
        assertThat(store.load("alice.rig")).isEqualTo(state(3));
        assertThat(store.size()).isEqualTo(2);
        assertThat(all()).isEqualTo(Map.of("alice.rig", state(3), "bob", state(2)));
    }

    @Test
    void closedAndOpenedAgainItHasEverything() throws Exception {
        String longest = "x".repeat(SessionStore.MAX_NAME_CHARS);
        store.save(longest, state(1));
        store.save("y", new WorkerState(Difficulty.MAX, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
        store.save("z", new WorkerState(Difficulty.MIN, 0, 0, 0));
        Map<String, WorkerState> before = all();
        reopen();
        assertThat(all()).isEqualTo(before).hasSize(3);
        assertThat(store.load(longest)).isEqualTo(state(1));
    }

    @Test
    void aFullStoreRefusesNewNamesOnly() throws Exception {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(store.save("w" + i, state(i))).isTrue();
        }
        assertThat(store.save("one more", state(1))).isFalse();
        assertThat(store.load("one more")).isNull();
        assertThat(store.save("w0", state(50))).isTrue();
        assertThat(store.size()).isEqualTo(LIMIT);
        reopen();
        assertThat(store.size()).isEqualTo(LIMIT);
        assertThat(store.save("one more", state(1))).isFalse();
    }

    @Test
    void whoWasNotSeenForLongIsForgottenAndMakesRoom() throws Exception {
        for (int i = 0; i < LIMIT; i++) {
            store.save("w" + i, state(i));
        }
        assertThat(store.forget(state(60).lastSeenMillis())).isEqualTo(60);
        assertThat(store.load("w59")).isNull();
        assertThat(store.load("w60")).isEqualTo(state(60));
        assertThat(store.save("one more", state(70))).isTrue();
        store.sync();
        reopen();
        assertThat(store.size()).isEqualTo(41);
        assertThat(store.load("w59")).isNull();
    }

    @Test
    void namesThatNoMinerCanHaveAreRefused() {
        for (String name : List.of("", "x".repeat(SessionStore.MAX_NAME_CHARS + 1), "\u00e9mile")) {
            assertThatThrownBy(() -> store.save(name, state(1))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(store.size()).isZero();
    }

    @Test
    void onceClosedItSaysSo() {
        store.close();
        store.close();
        List<Runnable> calls = new ArrayList<>();
        calls.add(() -> store.save("a", state(1)));
        calls.add(() -> store.load("a"));
        calls.add(() -> store.forget(1));
        calls.add(store::sync);
        calls.add(store::size);
        calls.add(() -> store.forEach((n, s) -> {}));
        for (Runnable call : calls) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("closed");
        }
    }

    private void anotherProcessIsRefused() {
        assertThatThrownBy(() -> open(directory, SessionStoreProcess.WORKERS))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("in use");
    }

    @Test
    void aKilledProcessLeavesWhatItSyncedOrLater() throws Exception {
        store.close();
        long acknowledged =
                SessionStoreProcess.writeAndKill(getClass(), directory, jvmArguments(), this::anotherProcessIsRefused);
        store = open(directory, SessionStoreProcess.WORKERS);
        assertThat(store.size()).isEqualTo(SessionStoreProcess.WORKERS);
        store.forEach((name, state) -> {
            long round = state.acceptedShares() / 3;
            assertThat(state).as(name).isEqualTo(state(round));
            assertThat(round).as(name).isGreaterThanOrEqualTo(acknowledged);
        });
        assertThat(store.save("w0", state(5))).isTrue();
    }
}
