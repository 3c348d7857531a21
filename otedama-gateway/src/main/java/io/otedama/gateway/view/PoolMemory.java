package io.otedama.gateway.view;

import io.otedama.chain.Hash256;
import io.otedama.event.PoolEvent;
import io.otedama.event.PoolListener;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When things happened, as far as events told; what was before the gateway listened is not known. Any thread. */
public final class PoolMemory implements PoolListener {
    /** Newest blocks whose time is remembered. */
    public static final int MAX_BLOCKS = 1_024;

    private final Map<Hash256, Long> foundAt = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash256, Long> eldest) {
            return size() > MAX_BLOCKS;
        }
    };
    private volatile long jobAt;

    public PoolMemory() {}

    @Override
    public void onEvent(PoolEvent event) {
        if (event instanceof PoolEvent.JobIssued) {
            jobAt = event.epochMillis();
        } else if (event instanceof PoolEvent.BlockFound found) {
            synchronized (foundAt) {
                foundAt.putIfAbsent(found.hash(), found.epochMillis());
            }
        }
    }

    /** Of the newest job; null before the first. */
    @Nullable
    Long jobAt() {
        return Times.orNull(jobAt);
    }

    @Nullable
    Long foundAt(Hash256 block) {
        synchronized (foundAt) {
            return foundAt.get(block);
        }
    }
}
