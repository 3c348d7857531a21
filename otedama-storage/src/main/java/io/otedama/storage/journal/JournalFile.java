package io.otedama.storage.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. One thread at a time. */
public interface JournalFile extends Closeable {
    /** Writes all that remains in {@code bytes}. When it fails, any part may have been written. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /**
     * Reads as much as fits and there is.
     *
     * @return how many bytes, 0 at the end
     */
    int read(ByteBuffer target, long position) throws IOException;

    /** Returns when what was written survives a power loss. After a failure nothing is known about any of it. */
    void force() throws IOException;

    void truncate(long size) throws IOException;

    long size() throws IOException;
}
