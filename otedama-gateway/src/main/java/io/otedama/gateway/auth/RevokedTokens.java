package io.otedama.gateway.auth;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otedama.error.PoolException;
import io.otedama.spi.PoolClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens that are not accepted though they have not expired; forgotten once they would have. Any thread. */
final class RevokedTokens {
    /** Tokens remembered; one more is refused: rather make a new token key. */
    static final int MAX_TOKENS = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PoolClock clock;
    private final PrivateFile file;

    private final int maxTokens;

    /** When each would have expired, milliseconds since 1970, by id. */
    private final Map<String, Long> untilById;

    RevokedTokens(@Nullable Path path, PoolClock clock) {
        this(path, clock, MAX_TOKENS);
    }

    RevokedTokens(@Nullable Path path, PoolClock clock, int maxTokens) {
        this.maxTokens = maxTokens;
        this.clock = clock;
        this.file = new PrivateFile(path);
        this.untilById = read();
    }

    private Map<String, Long> read() {
        Optional<byte[]> bytes = file.read();
        if (bytes.isEmpty()) {
            return new HashMap<>();
        }
        try {
            return JSON.readValue(bytes.get(), new TypeReference<HashMap<String, Long>>() {});
        } catch (IOException e) {
            throw new PoolException(
                    "the list of revoked tokens is damaged: restore it, or delete it together with the"
                            + " token key, so that no old token is good any more",
                    e);
        }
    }

    synchronized boolean contains(String id) {
        return untilById.containsKey(id);
    }

    /**
     * @param untilMillis when no token of that id can be valid any more
     * @throws PoolException when the list is full, or the disk does not take it
     */
    synchronized void add(String id, long untilMillis) {
        long now = clock.epochMillis();
        untilById.values().removeIf(until -> until < now);
        if (untilById.size() >= maxTokens && !untilById.containsKey(id)) {
            throw new PoolException(
                    MAX_TOKENS + " tokens are revoked already: delete the token key and restart, then no"
                            + " old token is good any more");
        }
        Long before = untilById.put(id, untilMillis);
        try {
            file.write(JSON.writeValueAsBytes(untilById));
        } catch (IOException | PoolException e) {
            if (before == null) {
                untilById.remove(id);
            }
            throw new PoolException("the list of revoked tokens cannot be written", e);
        }
    }

    synchronized int size() {
        return untilById.size();
    }
}
