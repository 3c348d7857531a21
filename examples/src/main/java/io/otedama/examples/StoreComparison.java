package io.otedama.examples;

import io.otedama.StoreAudit;
import io.otedama.error.StoreException;
import io.otedama.storage.jdbc.SqliteStore;
import io.otedama.storage.journal.JournalReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A data directory's store against its journal.
 *
 * @param sequence last journal record in the store; null without a store
 * @param difference the first one
 * @param trouble why the store cannot be read
 */
record StoreComparison(
        @Nullable Long sequence,
        @Nullable String difference,
        @Nullable String trouble) {

    /**
     * @param store may be missing
     * @param journal whose records the store has
     */
    static StoreComparison of(Path store, JournalReader journal, CommandOutput output) {
        if (!Files.exists(store)) {
            return new StoreComparison(null, null, null);
        }
        try (SqliteStore opened = SqliteStore.openSnapshot(store)) {
            long sequence = opened.position().sequence();
            try (ReplayProgress progress = new ReplayProgress(output, sequence)) {
                String difference = StoreAudit.firstDifference(journal, opened, progress::show)
                        .orElse(null);
                return new StoreComparison(sequence, difference == null ? null : "store " + difference, null);
            }
        } catch (StoreException e) {
            return new StoreComparison(null, null, e.getMessage());
        }
    }
}
