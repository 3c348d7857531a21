package io.otedama.stratum.client;

import org.jspecify.annotations.Nullable;

/** Hears what a {@link MiningSource} wants to be worked on. */
@FunctionalInterface
public interface WorkListener {
    /**
     * Called on the client's event loop; must not block.
     *
     * @param job replaces what was worked on before; null to pause
     */
    void onWork(@Nullable MinerJob job);
}
