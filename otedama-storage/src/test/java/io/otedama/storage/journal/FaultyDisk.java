package io.otedama.storage.journal;

import io.otedama.error.JournalException;
import io.otedama.spi.PoolClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that fails when told and forgets at a power loss what no completed force has covered: of every sector
 * written since, and of every changed name, some version survives. After a failed force the sectors count as clean, as on
 * Linux: a later force does not write them. Operations that change something are counted from 1. Any thread.
 */
public final class FaultyDisk implements JournalDisk {
    /** What happens at the operation that was told. */
    public enum Fault {
        /** Nothing is done. */
        FAIL,
        /** A write is done in part; any other operation fails. */
        TEAR,
        /** From here on nothing grows any more, until {@link #makeRoom()}. */
        FULL,
        /** The operation is done, but nothing of it is safe; from here on nothing answers, until {@link #powerLoss()}. */
        POWER
    }

    private final Random random;
    private Map<String, FaultyFile> names = new TreeMap<>();
    private Map<String, FaultyFile> stableNames = new TreeMap<>();
    private final List<NameChange> changes = new ArrayList<>();
    private long operations;
    private long faultAt;
    private @Nullable Fault fault;
    private boolean fired;
    private volatile boolean full;

    /** What it says of itself while it is not full. */
    volatile long freeBytes = 1L << 40;

    private boolean off;
    private boolean locked;
    private int power;

    /** Called before each counted operation, with its number; may delay it. */
    public volatile LongConsumer beforeOperation = n -> {};

    /** When true, a force answers and does nothing. */
    public volatile boolean ignoresForce;

    public FaultyDisk(Random random) {
        this.random = random;
    }

    private record NameChange(
            @Nullable String gone,
            @Nullable String bound,
            @Nullable FaultyFile file) {
        void applyTo(Map<String, FaultyFile> map) {
            if (gone != null) {
                map.remove(gone);
            }
            if (bound != null && file != null) {
                map.put(bound, file);
            }
        }
    }

    /** Opens a journal on this disk, as {@link FileJournal#open} does on a real one. */
    public FileJournal openJournal(JournalConfig config, PoolClock clock) {
        return FileJournal.open(this, config, clock);
    }

    public JournalReader openReader() {
        return JournalReader.open(this);
    }

    public synchronized long operations() {
        return operations;
    }

    /** The n-th operation from now on. */
    public synchronized void failAt(long n, Fault what) {
        faultAt = operations + n;
        fault = what;
        fired = false;
    }

    public synchronized boolean fired() {
        return fired;
    }

    public synchronized boolean isOff() {
        return off;
    }

    public synchronized void makeRoom() {
        full = false;
    }

    /** The power goes and comes back: open files and the lock are gone, and so is what was not forced. */
    public synchronized void powerLoss() {
        for (NameChange change : changes) {
            if (random.nextBoolean()) {
                change.applyTo(stableNames);
            }
        }
        changes.clear();
        names = new TreeMap<>(stableNames);
        names.values().forEach(file -> file.powerLoss(random));
        restart();
    }

    /** The process goes and comes back: only what it held is gone. */
    public synchronized void kill() {
        restart();
    }

    private void restart() {
        fault = null;
        full = false;
        off = false;
        locked = false;
        power++;
    }

    /** Changes one byte of a file behind everybody's back. */
    public synchronized void flip(String name, int offset, int mask) {
        file(name).flip(offset, mask);
    }

    public synchronized byte[] content(String name) {
        return file(name).content();
    }

    private FaultyFile file(String name) {
        FaultyFile file = names.get(name);
        if (file == null) {
            throw new IllegalArgumentException("no file " + name + ", there are " + names.keySet());
        }
        return file;
    }

    /** Counts; throws for a fault; true when the operation is to be done in part and fail. */
    private boolean begin(boolean grows) throws IOException {
        operations++;
        beforeOperation.accept(operations);
        check();
        if (fault != null && operations == faultAt) {
            fired = true;
            switch (fault) {
                case FAIL -> throw new IOException("operation " + operations + " fails as told");
                case TEAR -> {
                    return true;
                }
                case FULL -> full = true;
                case POWER -> {
                    off = true;
                    return true;
                }
            }
        }
        if (full && grows) {
            throw new IOException("No space left on device");
        }
        return false;
    }

    private void check() throws IOException {
        if (off) {
            throw new IOException("the power is off");
        }
    }

    private void end(boolean fails) throws IOException {
        if (fails) {
            throw new IOException("operation " + operations + (off ? ": the power went" : " fails as told"));
        }
    }

    private void change(NameChange change) {
        changes.add(change);
        change.applyTo(names);
    }

    @Override
    public void makeDirectory() {
        // is there
    }

    @Override
    public synchronized List<String> list() throws IOException {
        check();
        return new ArrayList<>(names.keySet());
    }

    @Override
    public synchronized JournalFile create(String name) throws IOException {
        boolean fails = begin(true);
        FaultyFile file = new FaultyFile();
        change(new NameChange(null, name, file));
        end(fails);
        return new Handle(file);
    }

    @Override
    public synchronized JournalFile open(String name, boolean writable) throws IOException {
        check();
        FaultyFile file = names.get(name);
        if (file == null) {
            throw new NoSuchFileException(name);
        }
        return new Handle(file);
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        boolean fails = begin(false);
        if (!fails || off) {
            change(new NameChange(from, to, file(from)));
        }
        end(fails);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        boolean fails = begin(false);
        if (!fails || off) {
            change(new NameChange(name, null, null));
        }
        end(fails);
    }

    @Override
    public synchronized void forceDirectory() throws IOException {
        end(begin(false));
        if (!ignoresForce) {
            stableNames = new TreeMap<>(names);
            changes.clear();
        }
    }

    @Override
    public long freeBytes() { // an operating system says so while it forces a file, too
        return full ? 0 : freeBytes;
    }

    @Override
    public synchronized AutoCloseable lock() {
        if (locked) {
            throw new JournalException("in use");
        }
        locked = true;
        int mine = power;
        return () -> {
            synchronized (this) {
                if (power == mine) {
                    locked = false;
                }
            }
        };
    }

    @Override
    public synchronized boolean isLocked() {
        return locked;
    }

    @Override
    public String describe(String name) {
        return "faulty/" + name;
    }

    /** An open file; worthless after a power loss. */
    private final class Handle implements JournalFile {
        private final FaultyFile file;
        private final int opened = power;

        private Handle(FaultyFile file) {
            this.file = file;
        }

        private void checkOpen() throws IOException {
            check();
            if (opened != power) {
                throw new IOException("the file was opened before the power loss");
            }
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            synchronized (FaultyDisk.this) {
                checkOpen();
                boolean fails = begin(position + bytes.remaining() > file.size());
                int length = bytes.remaining();
                byte[] part = new byte[fails && !off ? random.nextInt(length) : length];
                bytes.get(part);
                file.write(part, (int) position);
                end(fails);
            }
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            synchronized (FaultyDisk.this) {
                checkOpen();
                return file.read(target, (int) position);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (FaultyDisk.this) {
                checkOpen();
                try {
                    end(begin(false));
                } catch (IOException e) {
                    if (!off) {
                        file.forceFailed(random);
                    }
                    throw e;
                }
                if (!ignoresForce) {
                    file.forced();
                }
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (FaultyDisk.this) {
                checkOpen();
                boolean fails = begin(false);
                if (!fails || off) {
                    file.truncate((int) size);
                }
                end(fails);
            }
        }

        @Override
        public long size() throws IOException {
            synchronized (FaultyDisk.this) {
                checkOpen();
                return file.size();
            }
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
