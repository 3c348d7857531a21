package io.otedama.node.regtest;

import io.otedama.chain.Hex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hash locks of one owner, derived from a seed: same seed and owner, same locks. Guarded by the chain's lock. */
final class HashLockRing {
    /** Locks of one owner; enough for any demo, few enough to stay small. */
    static final int MAX_LOCKS = 100_000;

    private final String owner;
    private final long seed;
    private final List<HashLock> locks = new ArrayList<>();
    private final Map<String, HashLock> byScript = new HashMap<>();

    HashLockRing(String owner, long seed) {
        this.owner = owner;
        this.seed = seed;
    }

    /**
     * Makes the next lock.
     *
     * @throws IllegalStateException when {@value #MAX_LOCKS} exist already
     */
    HashLock next() {
        if (locks.size() >= MAX_LOCKS) {
            throw new IllegalStateException("the " + owner + " has " + MAX_LOCKS + " addresses already");
        }
        String text = "otedama regtest " + owner + ' ' + seed + ' ' + locks.size();
        HashLock lock = new HashLock(Scripts.sha256(text.getBytes(StandardCharsets.UTF_8)));
        locks.add(lock);
        byScript.put(Hex.encode(lock.outputScript()), lock);
        return lock;
    }

    HashLock get(int index) {
        return locks.get(index);
    }

    int size() {
        return locks.size();
    }

    /** The lock that this output script pays to, or null when it is not ours. */
    @Nullable
    HashLock find(byte[] outputScript) {
        return Scripts.isWitnessScriptHash(outputScript) ? byScript.get(Hex.encode(outputScript)) : null;
    }
}
