package io.otedama.node.regtest;

import io.otedama.error.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A chain's directory: one file of everything that happened. Guarded by the chain's lock.
 *
 * <pre>
 *   chain.log   IDENTITY | START | KEY | BLOCK | BLOCK | TRANSACTION | … | START | …
 * </pre>
 *
 * <p>A process that dies while it appends leaves a torn last record: it is cut off at the next start, for nobody was told of
 * what it says. Anything else that is wrong is damage, and the file is refused.
 */
final class ChainLog implements ChainStore {
    static final String FILE = "chain.log";

    /** The setting that names the directory. */
    static final String SETTING = "directory";

    private final RecordFile file;
    private boolean failed;

    private ChainLog(RecordFile file) {
        this.file = file;
    }

    /**
     * Opens or begins the chain of a directory, which is made when it is missing.
     *
     * @param identity which chain it must be
     * @throws ConfigurationException when another process has it open, or it is the directory of another chain, damaged, or
     *     not to be written
     */
    static ChainLog open(Path directory, Map<String, String> identity) {
        try {
            Files.createDirectories(directory);
            RecordFile file = new RecordFile(directory.resolve(FILE));
            try {
                requireIdentity(file, identity);
                return new ChainLog(file);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    SETTING, directory + " cannot be used: " + e, "Choose a directory on a good disk");
        }
    }

    private static void requireIdentity(RecordFile file, Map<String, String> wanted) throws IOException {
        RecordFile.Entry first = file.read();
        if (first == null) {
            file.cut(0);
            file.append(Kind.IDENTITY, text(wanted).getBytes(StandardCharsets.UTF_8));
            return;
        }
        if (first.kind() != Kind.IDENTITY) {
            throw new ConfigurationException(
                    SETTING, file + " is damaged: it begins with " + first.kind(), "Choose another directory");
        }
        String known = new String(first.payload(), StandardCharsets.UTF_8);
        String differences = wanted.entrySet().stream()
                .filter(one -> !valueOf(known, one.getKey()).equals(one.getValue()))
                .map(one -> one.getKey() + " is " + valueOf(known, one.getKey()) + " there, not " + one.getValue())
                .collect(Collectors.joining(", "));
        if (!differences.isEmpty()) {
            throw new ConfigurationException(
                    SETTING,
                    file + " is of another chain: " + differences,
                    "Start it with the settings it was made with, or choose another directory");
        }
    }

    private static String text(Map<String, String> identity) {
        return identity.entrySet().stream()
                .map(one -> one.getKey() + '=' + one.getValue() + '\n')
                .collect(Collectors.joining());
    }

    private static String valueOf(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + '='))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("absent");
    }

    @Override
    public void replay(Visitor visitor) {
        try {
            long good = file.position();
            RecordFile.Entry entry = file.read();
            while (entry != null) {
                visitor.record(entry.kind(), entry.payload());
                good = file.position();
                entry = file.read();
            }
            file.cut(good);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    @Override
    public void append(Kind kind, byte[] payload) {
        if (failed) {
            throw new UncheckedIOException(
                    new IOException(file + " could not be written before; start the chain again"));
        }
        try {
            file.append(kind, payload);
        } catch (IOException e) {
            failed = true;
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be closed", e);
        }
    }
}
