package io.otedama.gateway.auth;

import io.otedama.error.PoolException;
import io.otedama.spi.PoolClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * API keys: {@code otk_ID_SECRET}, the secret 256 random bits. Only its SHA-256 is kept: with that many random bits there is
 * nothing to guess, so a slow password hash would add nothing but time. Any thread; making and removing waits for the disk.
 */
public final class ApiKeys {
    /** How every key begins. */
    public static final String PREFIX = "otk_";

    /** Keys there may be; one more is refused. */
    public static final int MAX_KEYS = 1_000;

    /** Longest name. */
    public static final int MAX_NAME_CHARS = 100;

    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;
    private static final long SAVE_MILLIS = 60_000;

    private final SecureRandom random = new SecureRandom();
    private final byte[] nobody = hash("nobody has this");
    private final PoolClock clock;
    private final KeyFile file;
    private final int maxKeys;
    private final Map<String, KeyFile.Entry> entries;
    private boolean unsaved;
    private long savedMillis;

    /**
     * @param file null: keys live in memory
     * @throws PoolException when there is a file and it cannot be used
     */
    public ApiKeys(@Nullable Path file, PoolClock clock) {
        this(file, clock, MAX_KEYS);
    }

    ApiKeys(@Nullable Path file, PoolClock clock, int maxKeys) {
        this.maxKeys = maxKeys;
        this.clock = clock;
        this.file = new KeyFile(new PrivateFile(file));
        this.entries = this.file.read();
        this.savedMillis = clock.epochMillis();
    }

    /**
     * A new key.
     *
     * @param text the whole of it, never to be had again
     */
    public record Made(ApiKey key, String text) {
        @Override
        public String toString() {
            return "a new key " + key.id();
        }
    }

    /**
     * @param expiresAt milliseconds since 1970, or null
     * @throws PoolException when there are too many, or the disk does not take it; there is no such key then
     */
    public synchronized Made make(String name, Set<Scope> scopes, @Nullable String subject, @Nullable Long expiresAt) {
        dropExpired();
        if (entries.size() >= maxKeys) {
            throw new PoolException("there are " + maxKeys + " keys already: delete some");
        }
        byte[] idBytes = new byte[ID_BYTES];
        byte[] secretBytes = new byte[SECRET_BYTES];
        random.nextBytes(idBytes);
        random.nextBytes(secretBytes);
        String id = HexFormat.of().formatHex(idBytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(secretBytes);
        ApiKey key = new ApiKey(id, name, scopes, subject, clock.epochMillis(), expiresAt, null);
        entries.put(id, new KeyFile.Entry(key, hash(secret)));
        try {
            save();
        } catch (PoolException e) {
            entries.remove(id);
            throw e;
        }
        return new Made(key, PREFIX + id + "_" + secret);
    }

    private void dropExpired() {
        long now = clock.epochMillis();
        entries.values().removeIf(entry -> !entry.key().isValidAt(now));
    }

    /** Newest first. */
    public synchronized List<ApiKey> list() {
        return entries.values().stream()
                .map(KeyFile.Entry::key)
                .sorted(Comparator.comparingLong(ApiKey::createdAt).reversed().thenComparing(ApiKey::id))
                .toList();
    }

    /**
     * @return false when there was none
     * @throws PoolException when the disk does not take it; the key is still there then
     */
    public synchronized boolean delete(String id) {
        KeyFile.Entry removed = entries.remove(id);
        if (removed == null) {
            return false;
        }
        try {
            save();
        } catch (PoolException e) {
            entries.put(id, removed);
            throw e;
        }
        return true;
    }

    /** True when some valid key can do the operator's work. */
    public synchronized boolean hasAdmin() {
        long now = clock.epochMillis();
        return entries.values().stream()
                .map(KeyFile.Entry::key)
                .anyMatch(key -> key.isValidAt(now) && key.scopes().contains(Scope.ADMIN_WRITE));
    }

    /**
     * @param text as {@link Made#text}
     * @throws RefusedException when it is not a valid key
     */
    public Caller check(String text) {
        int end = text.indexOf('_', PREFIX.length());
        String id = end < 0 ? "" : text.substring(PREFIX.length(), end);
        byte[] given = hash(end < 0 ? "" : text.substring(end + 1));
        Optional<KeyFile.Entry> found = find(id);
        boolean matches =
                MessageDigest.isEqual(given, found.map(KeyFile.Entry::hash).orElse(nobody));
        if (found.isEmpty() || !matches) {
            throw new RefusedException("the key is not known");
        }
        ApiKey key = found.get().key();
        long now = clock.epochMillis();
        if (!key.isValidAt(now)) {
            throw RefusedException.outdated("the key has expired");
        }
        markUsed(id, now);
        return new Caller(id, key.subject(), key.scopes(), key.expiresAt() == null ? Long.MAX_VALUE : key.expiresAt());
    }

    /** True when there is a key of that id and it has not expired. */
    boolean isGood(String id) {
        return find(id).filter(entry -> entry.key().isValidAt(clock.epochMillis()))
                .isPresent();
    }

    private synchronized Optional<KeyFile.Entry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    private synchronized void markUsed(String id, long now) {
        if (entries.computeIfPresent(id, (i, e) -> new KeyFile.Entry(e.key().usedAt(now), e.hash())) != null) {
            unsaved = true;
        }
    }

    /** Writes when keys were last used, if that is a minute old. Waits for the disk. */
    public synchronized void saveUse() {
        if (unsaved && clock.epochMillis() - savedMillis >= SAVE_MILLIS) {
            save();
        }
    }

    /** Writes what is not on disk yet. */
    public synchronized void close() {
        if (unsaved) {
            save();
        }
    }

    private void save() {
        file.write(entries);
        unsaved = false;
        savedMillis = clock.epochMillis();
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
