package io.otedama;

import io.otedama.chain.Work;
import io.otedama.ledger.BlockBook;
import io.otedama.metrics.HashrateSnapshot;
import io.otedama.metrics.LatencySnapshot;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.MiningJob;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pool at one moment; immutable. Counts reach back to the pool's start, books as far as the journal does.
 *
 * @param job the newest job, null before the first template
 * @param connections miners connected now
 * @param workers everybody who is connected or was ever credited, by name
 * @param blocks every block found, in that order
 * @param earned coinbase value of all blocks in the chain, base units
 * @param creditedShares shares credited
 * @param creditedWork expected hashes of them, exact
 * @param counters by metric name, also when the host has a {@code MetricsSink} of its own
 */
public record PoolSnapshot(
        PoolState state,
        String network,
        String algorithm,
        @Nullable MiningJob job,
        int connections,
        HashrateSnapshot hashrate,
        List<WorkerSnapshot> workers,
        List<BlockBook.Entry> blocks,
        long earned,
        long creditedShares,
        Work creditedWork,
        Map<String, Long> counters,
        Map<String, LatencySnapshot> latencies,
        List<ComponentHealth> health) {}
