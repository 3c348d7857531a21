package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.error.LedgerStoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link LedgerStore} promises. */
public abstract class LedgerStoreContract {
    private static final int LARGE_BYTES = 5_000_000;

    @TempDir
    protected Path directory;

    protected LedgerStore store;

    /** The store in that directory, new or as it was left. */
    protected abstract LedgerStore open(Path directory);

    @BeforeEach
    void openStore() {
        store = open(directory);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    protected void reopen() {
        store.close();
        store = open(directory);
    }

    /** A snapshot whose whole content follows from its sequence. */
    public static LedgerSnapshot snapshot(long sequence, int stateBytes) {
        byte[] state = new byte[stateBytes];
        new Random(sequence).nextBytes(state);
        byte[] genesis = new byte[Hash256.BYTES];
        new Random(-1).nextBytes(genesis);
        long replayFrom = Math.max(1, sequence - 10);
        return new LedgerSnapshot(
                sequence,
                3,
                "pool ~ " + sequence,
                Hash256.ofInternal(genesis),
                LedgerSnapshot.digest(state),
                replayFrom,
                Math.max(1, replayFrom - 10),
                state);
    }

    /** All of it is what {@link #snapshot} made. */
    public static void check(LedgerSnapshot found, long sequence, int stateBytes) {
        LedgerSnapshot expected = snapshot(sequence, stateBytes);
        assertThat(found.state()).isEqualTo(expected.state());
        assertThat(found).usingRecursiveComparison().ignoringFields("state").isEqualTo(expected);
    }

    @Test
    void aNewStoreIsEmpty() {
        assertThat(store.sequences()).isEmpty();
    }

    @Test
    void whatIsSavedIsThereAtOnceTheNewestFirst() {
        for (long sequence : new long[] {9, 1_000, 10}) {
            store.save(snapshot(sequence, 100));
        }
        assertThat(store.sequences()).containsExactly(1_000L, 10L, 9L);
        for (long sequence : store.sequences()) {
            check(store.load(sequence), sequence, 100);
        }
    }

    @Test
    void closedAndOpenedAgainItHasEverything() {
        store.save(snapshot(Long.MAX_VALUE - 1, 1));
        store.save(snapshot(1, LARGE_BYTES));
        store.save(snapshot(2, 0));
        reopen();
        assertThat(store.sequences()).containsExactly(Long.MAX_VALUE - 1, 2L, 1L);
        check(store.load(Long.MAX_VALUE - 1), Long.MAX_VALUE - 1, 1);
        check(store.load(1), 1, LARGE_BYTES);
        check(store.load(2), 2, 0);
    }

    @Test
    void theSameSequenceIsReplaced() {
        store.save(snapshot(7, 1_000));
        store.save(snapshot(7, 10));
        assertThat(store.sequences()).containsExactly(7L);
        check(store.load(7), 7, 10);
    }

    @Test
    void aDeletedSnapshotIsGoneAndTheOthersStay() {
        store.save(snapshot(7, 10));
        store.save(snapshot(8, 10));
        store.delete(7);
        store.delete(7);
        store.delete(6);
        assertThat(store.sequences()).containsExactly(8L);
        reopen();
        assertThat(store.sequences()).containsExactly(8L);
        assertThatThrownBy(() -> store.load(7))
                .isInstanceOf(LedgerStoreException.class)
                .hasMessageContaining("7");
    }

    @Test
    void whatTheCallerDoesWithTheBytesLaterDoesNotMatter() {
        LedgerSnapshot mine = snapshot(7, 10);
        store.save(mine);
        mine.state()[3]++;
        check(store.load(7), 7, 10);
    }

    @Test
    void onceClosedItSaysSo() {
        store.save(snapshot(7, 10));
        store.close();
        store.close();
        List<ThrowingCallable> calls = List.of(
                () -> store.save(snapshot(8, 10)),
                () -> store.load(7),
                () -> store.delete(7),
                () -> store.sequences().size());
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call).isInstanceOf(LedgerStoreException.class).hasMessageContaining("closed");
        }
    }
}
