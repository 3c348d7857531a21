package io.otedama.gateway.view;

import io.otedama.spi.StoredRound;
import org.jspecify.annotations.Nullable;

/** What was mined between two blocks. Work is a decimal text, expected hashes. */
public record RoundView(
        @Nullable String block,
        @Nullable Integer height,
        long startedAt,
        @Nullable Long endedAt,
        long shares,
        String work,
        String networkWork,
        @Nullable Double effortPercent) {
    /**
     * @param height of its block, null when it goes on or the block is not known
     */
    public static RoundView of(StoredRound round, @Nullable Integer height) {
        return new RoundView(
                round.block() == null ? null : round.block().toString(),
                height,
                round.startMillis(),
                round.block() == null ? null : round.endMillis(),
                round.shares(),
                round.work().toString(),
                round.networkWork().toString(),
                effort(round));
    }

    /** Percent with two digits; null when no block's difficulty is known. */
    static @Nullable Double effort(StoredRound round) {
        long ppm = round.luckPpm();
        return round.networkWork().toBigInteger().signum() == 0 ? null : Math.round(ppm / 100.0) / 100.0;
    }
}
