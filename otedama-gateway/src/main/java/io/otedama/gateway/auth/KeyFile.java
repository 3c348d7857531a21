package io.otedama.gateway.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otedama.error.PoolException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys on disk: everything but their secrets, of which only hashes are there. */
final class KeyFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrivateFile file;

    KeyFile(PrivateFile file) {
        this.file = file;
    }

    /** A key and the hash of its secret. */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    record Entry(ApiKey key, byte[] hash) {}

    private record Content(int format, List<Line> keys) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Line(
            String id,
            String name,
            List<String> scopes,
            @Nullable String subject,
            long createdAt,
            @Nullable Long expiresAt,
            @Nullable Long lastUsedAt,
            byte[] sha256) {}

    /**
     * @throws PoolException when there is a file and it is not one of keys
     */
    Map<String, Entry> read() {
        Map<String, Entry> entries = new HashMap<>();
        Optional<byte[]> bytes = file.read();
        if (bytes.isEmpty()) {
            return entries;
        }
        try {
            for (Line line : JSON.readValue(bytes.get(), Content.class).keys) {
                ApiKey key = new ApiKey(
                        line.id,
                        line.name,
                        Scope.parse(line.scopes),
                        line.subject,
                        line.createdAt,
                        line.expiresAt,
                        line.lastUsedAt);
                entries.put(line.id, new Entry(key, line.sha256));
            }
            return entries;
        } catch (IOException | RuntimeException e) {
            throw new PoolException("the file of API keys is damaged: restore it, or delete it to begin anew", e);
        }
    }

    void write(Map<String, Entry> entries) {
        List<Line> lines = entries.values().stream()
                .map(entry -> new Line(
                        entry.key.id(),
                        entry.key.name(),
                        Scope.words(entry.key.scopes()),
                        entry.key.subject(),
                        entry.key.createdAt(),
                        entry.key.expiresAt(),
                        entry.key.lastUsedAt(),
                        entry.hash))
                .toList();
        try {
            file.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new Content(1, lines)));
        } catch (JsonProcessingException e) {
            throw new PoolException("API keys cannot be written", e);
        }
    }
}
