package io.otedama.node.regtest;

import io.otedama.error.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A chain's directory: one file, only ever appended to, forced after each record. Guarded by the chain's lock.
 *
 * <pre>
 *   chain.log   IDENTITY | START | KEY | BLOCK | BLOCK | TRANSACTION | … | START | …
 *   record      payload length 4 | CRC32C of kind and payload 4 | kind 1 | payload        little-endian
 * </pre>
 *
 * <p>A process that dies while it appends leaves a torn last record: it is cut off at the next start, nobody was told of
 * what it says. Anything else that is wrong is damage, and the file is refused.
 */
final class ChainLog implements ChainStore {
    static final String FILE = "chain.log";

    /** Longer than any block. */
    static final int MAX_PAYLOAD_BYTES = Consensus.MAX_BLOCK_WEIGHT + 1;

    private static final String KEY = "directory";
    private static final int HEAD_BYTES = 9;

    private final Path file;
    private final FileChannel channel;
    private boolean failed;

    private ChainLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens or begins the chain of a directory, which is made when it is missing.
     *
     * @param identity which chain it must be
     * @throws ConfigurationException when another process has it open, or it is the directory of another chain, damaged, or
     *     not to be written
     */
    static ChainLog open(Path directory, Map<String, String> identity) {
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            ChainLog log = new ChainLog(file, channel);
            try {
                log.lock();
                log.requireIdentity(identity);
                return log;
            } catch (IOException | RuntimeException e) {
                log.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ConfigurationException(KEY, file + " cannot be used: " + e, "Choose a directory on a good disk");
        }
    }

    private void lock() throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new ConfigurationException(
                    KEY, file + " is in use by another chain", "End that process first, or choose another directory");
        }
    }

    private void requireIdentity(Map<String, String> wanted) throws IOException {
        byte[] found = read(Kind.IDENTITY);
        if (found == null) {
            channel.truncate(0);
            write(Kind.IDENTITY, text(wanted).getBytes(StandardCharsets.UTF_8));
            return;
        }
        String known = new String(found, StandardCharsets.UTF_8);
        String differences = wanted.entrySet().stream()
                .filter(one -> !known.contains(one.getKey() + '=' + one.getValue() + '\n'))
                .map(one -> one.getKey() + " is " + valueOf(known, one.getKey()) + " there, not " + one.getValue())
                .collect(Collectors.joining(", "));
        if (!differences.isEmpty()) {
            throw new ConfigurationException(
                    KEY,
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
            long good = channel.position();
            Entry record = read();
            while (record != null) {
                visitor.record(record.kind(), record.payload());
                good = channel.position();
                record = read();
            }
            channel.truncate(good);
            channel.position(good);
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
            write(kind, payload);
        } catch (IOException e) {
            failed = true;
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private void write(Kind kind, byte[] payload) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(payload.length);
        out.putInt(crc(kind, payload));
        out.put((byte) kind.letter());
        out.put(payload).flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        channel.force(false);
    }

    private static int crc(Kind kind, byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(kind.letter());
        crc.update(payload, 0, payload.length);
        return (int) crc.getValue();
    }

    @SuppressWarnings("ArrayRecordComponent") // lives for one call
    private record Entry(Kind kind, byte[] payload) {}

    private byte @Nullable [] read(Kind expected) throws IOException {
        Entry record = read();
        if (record != null && record.kind() != expected) {
            throw damage(0, "begins with " + record.kind() + " instead of " + expected);
        }
        return record == null ? null : record.payload();
    }

    /** The next record; null at the end of the file or where a torn record begins. */
    private @Nullable Entry read() throws IOException {
        long start = channel.position();
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (!fill(head)) {
            return null;
        }
        int length = head.getInt();
        int crc = head.getInt();
        Kind kind = Kind.of(head.get());
        boolean sane = length >= 0 && length <= MAX_PAYLOAD_BYTES && kind != null;
        boolean last = sane && length >= channel.size() - channel.position();
        ByteBuffer payload = ByteBuffer.allocate(sane ? length : 0);
        if (kind != null && sane && fill(payload) && crc(kind, payload.array()) == crc) {
            return new Entry(kind, payload.array());
        }
        if (last || restIsZero(start)) {
            return null;
        }
        throw damage(start, "does not match its checksum, and more records follow");
    }

    /** What was allocated and never written, after the machine lost its power. */
    private boolean restIsZero(long start) throws IOException {
        channel.position(start);
        ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
        while (channel.read(chunk) >= 0) {
            chunk.flip();
            while (chunk.hasRemaining()) {
                if (chunk.get() != 0) {
                    return false;
                }
            }
            chunk.clear();
        }
        return true;
    }

    private boolean fill(ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                return false;
            }
        }
        into.flip();
        return true;
    }

    private ConfigurationException damage(long offset, String what) {
        return new ConfigurationException(
                KEY,
                file + " is damaged: the record at byte " + offset + ' ' + what,
                "Restore it from a copy, or choose another directory");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be closed", e);
        }
    }
}
