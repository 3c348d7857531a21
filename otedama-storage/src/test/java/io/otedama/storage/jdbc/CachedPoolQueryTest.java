package io.otedama.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.StoreProjector;
import io.otedama.error.StoreException;
import io.otedama.spi.PoolQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedPoolQueryTest {
    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    Path directory;

    @Test
    void anAnswerIsGivenAgainUntilItExpires() {
        RandomJournal life = new RandomJournal(21, "prop");
        life.grow(300);
        try (SqliteStore store = SqliteStore.open(directory.resolve("store.db"))) {
            StoreProjector.rebuild(life.journal, store, sequence -> {});
            PoolQuery cached = new CachedPoolQuery(store, Duration.ofSeconds(2), nanos::get);
            var before = cached.blocks(PoolQuery.NEWEST, 10);
            var account = cached.account(RandomJournal.account(0));
            assertThat(before).isNotEmpty();
            store.clear();
            assertThat(cached.blocks(PoolQuery.NEWEST, 10)).isEqualTo(before);
            assertThat(cached.account(RandomJournal.account(0)))
                    .isEqualTo(account)
                    .isPresent();
            nanos.addAndGet(Duration.ofSeconds(3).toNanos());
            assertThat(cached.blocks(PoolQuery.NEWEST, 10)).isEmpty();
            assertThat(cached.account(RandomJournal.account(0))).isEmpty();
        }
    }

    @Test
    void failuresAreToldAndNotKept() {
        SqliteStore store = SqliteStore.open(directory.resolve("store.db"));
        PoolQuery cached = new CachedPoolQuery(store, Duration.ofHours(1), nanos::get);
        store.close();
        assertThatThrownBy(() -> cached.blocks(PoolQuery.NEWEST, 10)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> cached.blocks(PoolQuery.NEWEST, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
