package io.otedama.examples;

import java.nio.file.Path;

/**
 * What is where under {@code --data}.
 *
 * <pre>
 *   DIR/journal/          share journal: run, demo, journal, ledger
 *   DIR/snapshots/        books that a start begins with
 *   DIR/store.db          copy of the journal for queries: store rebuild
 *   DIR/blocks/           found blocks as they were submitted
 *   DIR/chain/            the chain of the demo
 *   DIR/demo.properties   its terms
 * </pre>
 */
final class DataDirectory {
    private DataDirectory() {}

    static Path journal(Path data) {
        return data.resolve("journal");
    }

    static Path snapshots(Path data) {
        return data.resolve("snapshots");
    }

    static Path store(Path data) {
        return data.resolve("store.db");
    }

    static Path chain(Path data) {
        return data.resolve("chain");
    }

    static Path chainTerms(Path data) {
        return data.resolve("demo.properties");
    }
}
