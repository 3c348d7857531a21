package io.otedama.storage.chronicle;

import io.otedama.error.SessionStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import net.openhft.chronicle.hash.ChronicleFileLockException;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a map. Between processes the map's own lock decides; within a process a set does, because there two maps on
 * one file share that lock.
 */
final class MapFile {
    private static final int AVERAGE_NAME_BYTES = 48;

    /** How far the map may grow when names are longer than expected. */
    private static final double BLOAT = 8;

    private static final Set<Path> OPEN_HERE = new HashSet<>();
    private static final Logger LOG = LoggerFactory.getLogger(ChronicleSessionStore.class);

    private MapFile() {}

    static ChronicleMap<byte[], byte[]> open(Path file, int maxWorkers) throws IOException {
        synchronized (OPEN_HERE) {
            Path absolute = canonical(file);
            if (OPEN_HERE.contains(absolute)) {
                throw inUse(file, "this process has it open already");
            }
            ChronicleMap<byte[], byte[]> map = build(file, maxWorkers);
            OPEN_HERE.add(absolute);
            return map;
        }
    }

    private static Path canonical(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        return absolute.resolveSibling("").toRealPath().resolve(absolute.getFileName());
    }

    private static ChronicleMap<byte[], byte[]> build(Path file, int maxWorkers) throws IOException {
        ChronicleMapBuilder<byte[], byte[]> builder = ChronicleMapBuilder.of(byte[].class, byte[].class)
                .name("otedama-sessions")
                .entries(maxWorkers)
                .averageKeySize(AVERAGE_NAME_BYTES)
                .constantValueSizeBySample(new byte[TwoCopies.BYTES])
                .maxBloatFactor(BLOAT)
                .checksumEntries(false); // a torn value would cost the copy that is whole
        Path marker = marker(file);
        boolean unclean = Files.exists(file) && Files.exists(marker);
        if (!unclean) {
            Files.write(marker, new byte[0]);
        }
        try {
            return unclean
                    ? builder.recoverPersistedTo(
                            file.toFile(),
                            true,
                            repair -> LOG.warn("session store {} was repaired: {}", file, repair.message()))
                    : builder.createPersistedTo(file.toFile());
        } catch (ChronicleFileLockException e) {
            throw inUse(file, "another process has it open: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            setAside(file, e);
            return builder.createPersistedTo(file.toFile());
        }
    }

    /** There while the map is open: whoever finds it was preceded by a process that was killed. */
    private static Path marker(Path file) {
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
                Files.deleteIfExists(marker(file));
                OPEN_HERE.remove(canonical(file));
            } catch (IOException e) {
                throw new SessionStoreException("session store " + file + " did not close: " + e, e);
            }
        }
    }
}
