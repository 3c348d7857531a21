package io.otedama.security;

import io.otedama.error.PoolException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Reads files that hold a secret: only when nobody but their owner can open them, and only as much as such a file may have.
 * No error shows what is in the file. Any thread; blocks while it reads.
 */
public final class SecretFile {
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private SecretFile() {}

    /**
     * @param what the file is called in errors, such as {@code authority key file}
     * @param maxBytes longest such file
     * @return the content; the caller overwrites it when it is no longer needed
     * @throws java.nio.file.NoSuchFileException when there is none
     * @throws IOException when it cannot be read
     * @throws PoolException when others can open it, it is longer, or its file system knows no permissions; with what to do
     */
    public static byte[] read(Path file, String what, int maxBytes) throws IOException {
        refuseIfOthersCanOpen(file, what);
        byte[] bytes = new byte[maxBytes + 1];
        int size;
        try (InputStream in = Files.newInputStream(file)) {
            size = in.readNBytes(bytes, 0, bytes.length);
        }
        byte[] content = Arrays.copyOf(bytes, Math.min(size, maxBytes));
        Arrays.fill(bytes, (byte) 0);
        if (size > maxBytes) {
            Arrays.fill(content, (byte) 0);
            throw new PoolException("the " + what + " " + file + " has more than " + maxBytes + " bytes");
        }
        return content;
    }

    private static void refuseIfOthersCanOpen(Path file, String what) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        try {
            permissions.addAll(Files.getPosixFilePermissions(file));
        } catch (UnsupportedOperationException e) {
            throw new PoolException(
                    "the file system of " + file + " has no POSIX permissions, so a secret cannot be kept there", e);
        }
        permissions.removeAll(OWNERS);
        if (!permissions.isEmpty()) {
            throw new PoolException("the " + what + " " + file + " is open to others than its owner; run: chmod 600 "
                    + file + " (and if others may have read it, replace the key)");
        }
    }
}
