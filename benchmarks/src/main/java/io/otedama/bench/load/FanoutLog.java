package io.otedama.bench.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When each new block's job reached the connections. One per event loop; merged when the loops stand still. */
final class FanoutLog {
    /** Blocks that are remembered. */
    private static final int MAX_BLOCKS = 100_000;

    /**
     * One block's job.
     *
     * @param firstNs when the first connection had it
     * @param lastNs when the last had it
     * @param connections that got it
     */
    record Wave(long firstNs, long lastNs, int connections) {
        Wave with(Wave other) {
            return new Wave(
                    Math.min(firstNs, other.firstNs), Math.max(lastNs, other.lastNs), connections + other.connections);
        }

        long spreadNs() {
            return lastNs - firstNs;
        }
    }

    private static final class Growing {
        long firstNs;
        long lastNs;
        int connections;
    }

    private final Map<String, Growing> blocks = new LinkedHashMap<>();
    private String newest = "";
    private Growing current = new Growing();

    /** A connection has got the job of the block after {@code previousBlock}. */
    void arrived(String previousBlock, long nowNs) {
        if (!previousBlock.equals(newest)) {
            newest = previousBlock;
            current = blocks.size() < MAX_BLOCKS
                    ? blocks.computeIfAbsent(previousBlock, block -> new Growing())
                    : new Growing();
        }
        if (current.connections++ == 0) {
            current.firstNs = nowNs;
        }
        current.lastNs = nowNs;
    }

    /** Of all loops together: the jobs that reached at least that many connections. */
    static List<Wave> merge(List<FanoutLog> logs, int atLeast) {
        Map<String, Wave> waves = new LinkedHashMap<>();
        for (FanoutLog log : logs) {
            log.blocks.forEach(
                    (block, g) -> waves.merge(block, new Wave(g.firstNs, g.lastNs, g.connections), Wave::with));
        }
        List<Wave> whole = new ArrayList<>(waves.values());
        whole.removeIf(wave -> wave.connections() < atLeast);
        return whole;
    }
}
