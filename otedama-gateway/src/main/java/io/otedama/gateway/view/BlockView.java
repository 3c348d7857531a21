package io.otedama.gateway.view;

import org.jspecify.annotations.Nullable;

/**
 * A block of the pool.
 *
 * @param finder account of the worker who found it; empty when it is not known, or nobody's business
 * @param foundAt null when neither the store nor the gateway has seen it being found
 * @param statusAt when the chain last said something else of it
 * @param confirmations null when it is not in the chain
 * @param effortPercent of its round: work done over work needed on average, below 100 is lucky
 */
public record BlockView(
        String hash,
        int height,
        String status,
        long value,
        String finder,
        @Nullable Long foundAt,
        long statusAt,
        @Nullable Integer confirmations,
        @Nullable Double effortPercent) {
    /** The same without its finder. */
    public BlockView withoutNames() {
        return new BlockView(hash, height, status, value, "", foundAt, statusAt, confirmations, effortPercent);
    }
}
