package io.otedama.stratum.v2.noise;

import io.otedama.error.PoolException;
import io.otedama.security.SecretFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where an authority's secret is kept: one line, base58check of its 32 bytes, as the reference implementation writes it, so
 * that keys can be moved between the two. Only the owner may read the file; one that others can read is refused. It is
 * written whole or not at all, and never over another. Not on the event loop: it reads and writes a disk.
 */
public final class AuthorityKeyFile {
    /** Largest file that is read; a secret has about 50 characters. */
    static final int MAX_FILE_BYTES = 256;

    /** As many replaced keys are kept: {@code FILE.1} and so on. */
    static final int MAX_KEPT = 999;

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(OWNER_ONLY);

    private final Path file;

    public AuthorityKeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * Reads the key.
     *
     * @throws PoolException when there is none, others can read it, or it holds no key; with what to do
     */
    public AuthorityKeyPair load() {
        try {
            return read();
        } catch (NoSuchFileException e) {
            throw new PoolException("there is no authority key file " + file + "; let one be made, or name another", e);
        } catch (IOException e) {
            throw new PoolException("the authority key file " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * Reads the key, or makes one where there is no file. Of two that make one at the same time one wins, and both get
     * that one's key.
     *
     * @throws PoolException when it can be neither read nor made; with what to do
     */
    public AuthorityKeyPair loadOrCreate(SecureRandom random) {
        try {
            return read();
        } catch (NoSuchFileException e) {
            return create(random);
        } catch (IOException e) {
            throw new PoolException("the authority key file " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * Replaces the key by a new one and keeps the old as {@code FILE.1}, or the next number that is free. Miners have to be
     * given the new public key: those who ask for the old one refuse the server from its next certificate on.
     *
     * @throws PoolException when that is not possible; the old key is then still in place
     */
    public AuthorityKeyPair rotate(SecureRandom random) {
        load();
        AuthorityKeyPair fresh = AuthorityKeyPair.generate(random);
        try {
            Path written = write(fresh);
            try {
                keepOld();
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(written);
            }
            forceDirectory();
            return fresh;
        } catch (IOException e) {
            throw new PoolException("the authority key file " + file + " cannot be replaced: " + e, e);
        }
    }

    private AuthorityKeyPair create(SecureRandom random) {
        AuthorityKeyPair fresh = AuthorityKeyPair.generate(random);
        try {
            Path written = write(fresh);
            try {
                Files.createLink(file, written); // unlike a move it never replaces what another process made
            } finally {
                Files.deleteIfExists(written);
            }
            forceDirectory();
            return fresh;
        } catch (FileAlreadyExistsException e) {
            return load();
        } catch (IOException | UnsupportedOperationException e) {
            throw new PoolException(
                    "the authority key file " + file + " cannot be made: " + e
                            + "; its directory must exist, be writable and know POSIX permissions and hard links",
                    e);
        }
    }

    private AuthorityKeyPair read() throws IOException {
        byte[] bytes = SecretFile.read(file, "authority key file", MAX_FILE_BYTES);
        try {
            return AuthorityKeyPair.parseSecret(new String(bytes, StandardCharsets.US_ASCII).strip());
        } catch (IllegalArgumentException e) {
            throw new PoolException("the authority key file " + file + " holds no usable key; " + e.getMessage(), e);
        }
    }

    private Path write(AuthorityKeyPair key) throws IOException {
        Path part = Files.createTempFile(directory(), ".authority", ".part", PRIVATE);
        boolean done = false;
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            ByteBuffer text = ByteBuffer.wrap((key.secretText() + '\n').getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(part);
            }
        }
        return part;
    }

    private void keepOld() throws IOException {
        for (int number = 1; number <= MAX_KEPT; number++) {
            try {
                Files.createLink(file.resolveSibling(file.getFileName() + "." + number), file);
                return;
            } catch (FileAlreadyExistsException e) {
                // the next number, then
            }
        }
        throw new IOException("there are already " + MAX_KEPT + " old keys beside it; move some elsewhere");
    }

    /** So that the new name survives a power cut. */
    private void forceDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory(), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path directory() {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
