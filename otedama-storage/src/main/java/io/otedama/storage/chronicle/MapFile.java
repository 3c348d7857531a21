package io.otedama.storage.chronicle;

import io.otedama.error.SessionStoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a map, and beside it {@code (file).open}, locked by the operating system for one store at a time: recovery wants the
 * map for itself, and a second process is refused at once.
 */
final class MapFile {
    private static final int AVERAGE_NAME_BYTES = 48;

    /** How far the map may grow when names are longer than expected. */
    private static final double BLOAT = 8;

    private static final Map<Path, FileChannel> OPEN_HERE = new HashMap<>();
    private static final Logger LOG = LoggerFactory.getLogger(ChronicleSessionStore.class);

    private MapFile() {}

    static ChronicleMap<byte[], byte[]> open(Path file, int maxWorkers) throws IOException {
        synchronized (OPEN_HERE) {
            Path absolute = canonical(file);
            if (OPEN_HERE.containsKey(absolute)) {
                throw inUse(file, "this process has it open already");
            }
            FileChannel mark = FileChannel.open(mark(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (mark.tryLock() == null) {
                    throw inUse(file, "another process has it open");
                }
                ChronicleMap<byte[], byte[]> map = build(file, maxWorkers, mark);
                OPEN_HERE.put(absolute, mark);
                return map;
            } catch (IOException | RuntimeException e) {
                mark.close();
                throw e;
            }
        }
    }

    private static Path canonical(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        return absolute.resolveSibling("").toRealPath().resolve(absolute.getFileName());
    }

    private static ChronicleMap<byte[], byte[]> build(Path file, int maxWorkers, FileChannel mark) throws IOException {
        ChronicleMapBuilder<byte[], byte[]> builder = ChronicleMapBuilder.of(byte[].class, byte[].class)
                .name("otedama-sessions")
                .entries(maxWorkers)
                .averageKeySize(AVERAGE_NAME_BYTES)
                .constantValueSizeBySample(new byte[TwoCopies.BYTES])
                .maxBloatFactor(BLOAT)
                .checksumEntries(false); // a torn value would cost the copy that is whole
        boolean unclean = Files.exists(file) && mark.size() > 0;
        mark.write(ByteBuffer.wrap(new byte[] {1}), 0);
        try {
            return unclean
                    ? builder.recoverPersistedTo(
                            file.toFile(),
                            true,
                            repair -> LOG.warn("session store {} was repaired: {}", file, repair.message()))
                    : builder.createPersistedTo(file.toFile());
        } catch (IOException | RuntimeException e) {
            if (!Files.exists(file)) {
                throw e; // nothing was there to be damaged: the directory is at fault
            }
            setAside(file, e);
            return builder.createPersistedTo(file.toFile());
        }
    }

    /** Locked while the map is open, and not empty: whoever finds it so and unlocked comes after a process that was killed. */
    private static Path mark(Path file) {
        return file.resolveSibling(file.getFileName() + ".open");
    }

    private static void setAside(Path file, Exception why) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + System.currentTimeMillis());
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        LOG.warn(
                "session store {} is damaged; it is {} now and the pool begins without it: workers start at the policy's"
                        + " difficulty",
                file,
                aside.getFileName(),
                why);
    }

    private static SessionStoreException inUse(Path file, String who) {
        return new SessionStoreException("session store " + file + " is in use: " + who
                + "; one pool per file, stop the other one or give this one its own file");
    }

    static void close(Path file, ChronicleMap<byte[], byte[]> map) {
        synchronized (OPEN_HERE) {
            try {
                map.close();
                FileChannel mark = OPEN_HERE.remove(canonical(file));
                if (mark != null) {
                    mark.truncate(0);
                    mark.close();
                }
            } catch (IOException e) {
                throw new SessionStoreException("session store " + file + " did not close: " + e, e);
            }
        }
    }
}
