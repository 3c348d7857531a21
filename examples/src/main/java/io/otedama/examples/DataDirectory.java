package io.otedama.examples;

import io.otedama.error.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is where under {@code --data}.
 *
 * <pre>
 *   DIR/journal/          share journal: run, demo, journal, ledger
 *   DIR/snapshots/        books that a start begins with
 *   DIR/guard/            who is banned, and why: run, demo, guard
 *   DIR/store.db          copy of the journal for queries: run, demo, store rebuild, ledger verify
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

    static Path guard(Path data) {
        return data.resolve("guard");
    }

    static Path store(Path data) {
        return data.resolve("store.db");
    }

    /**
     * The journal of a pool that has run.
     *
     * @throws ConfigurationException when there is none
     */
    static Path existingJournal(Path data) {
        Path journal = journal(data);
        if (!Files.isDirectory(data)) {
            throw new ConfigurationException(
                    "--data",
                    data + (Files.exists(data) ? " is no directory" : " does not exist"),
                    "Name the directory that run or demo was given");
        }
        if (!Files.isDirectory(journal)) {
            throw new ConfigurationException(
                    "--data",
                    "there is no journal in " + data,
                    "Name the directory that run or demo was given; its journal is in " + journal.getFileName()
                            + " there");
        }
        return journal;
    }

    static Path blocks(Path data) {
        return data.resolve("blocks");
    }

    /** Whether there are blocks that nodes or journal did not get before the pool ended. */
    static boolean hasOpenBlocks(Path data) {
        if (!Files.isDirectory(blocks(data))) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(blocks(data), "*.{block,claim}")) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            throw new UncheckedIOException(blocks(data) + " cannot be read", e);
        }
    }

    static Path chain(Path data) {
        return data.resolve("chain");
    }

    static Path chainTerms(Path data) {
        return data.resolve("demo.properties");
    }
}
