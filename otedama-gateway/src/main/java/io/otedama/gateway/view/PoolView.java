package io.otedama.gateway.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pool at one moment. Times are milliseconds since 1970, amounts base units. */
public record PoolView(
        String name,
        String state,
        String network,
        String algorithm,
        @Nullable String coinUnit,
        @Nullable Integer height,
        @Nullable String jobId,
        @Nullable Long jobAt,
        @Nullable String networkDifficulty,
        int connections,
        int workers,
        int miners,
        HashrateView hashrate,
        long acceptedShares,
        long rejectedShares,
        int blocks,
        long earned,
        Luck luck,
        @Nullable String payout,
        long startedAt,
        String version,
        List<String> stratum) {
    /**
     * @param blocks rounds that it is over
     * @param percent above 100 is lucky; null without rounds
     */
    public record Luck(int blocks, @Nullable Double percent) {
        /** Nothing is known. */
        public static final Luck NONE = new Luck(0, null);
    }
}
