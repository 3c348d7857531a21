package io.otedama.examples;

import io.otedama.Pool;
import io.otedama.PoolSnapshot;
import io.otedama.PoolState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One demo, from the first hash to the summary.
 *
 * <pre>
 *   DemoMiners (V1, V2, …) --TCP--&gt; StratumServer -- Pool -- CoreNode --HTTP--&gt; RegtestServer -- DemoChain
 * </pre>
 */
final class Demo {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    /** A block should be visible, and three of them should not bore. */
    private static final long MILLIS_PER_BLOCK = 1_200;

    private static final long REDRAW_MS = 500;
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final DemoSettings settings;
    private final CommandOutput output;
    private final StopSignal stop;
    private final MiningGate gate;
    private final LiveLine live;

    Demo(DemoSettings settings, CommandOutput output, StopSignal stop) {
        this.settings = settings;
        this.output = output;
        this.stop = stop;
        this.gate = new MiningGate(settings.algorithm());
        this.live = new LiveLine(output, settings.algorithm().shareMultiplier());
    }

    /** Returns the exit code. */
    int run() {
        ChainTerms terms = ChainTerms.of(settings.data(), settings.maturity(), this::bits);
        try (DemoChain chain = DemoChain.open(settings, terms, gate)) {
            PoolRun run = new PoolRun(PoolAssembly.of(settings.pool(chain, terms)), settings.listen(), output, stop);
            PoolSnapshot first = null;
            PoolSnapshot last = null;
            try (run) {
                if (run.start()) {
                    first = run.pool().snapshot();
                    last = mine(run, chain);
                }
            }
            if (first != null && last != null) {
                DemoSummary.table(output, last, chain);
                output.contract(DemoSummary.line(
                        chain.blocks(),
                        LiveLine.accepted(last) - LiveLine.accepted(first),
                        LiveLine.rejected(last) - LiveLine.rejected(first),
                        chain.paid()));
            }
            return run.exitCode();
        }
    }

    /** How hard blocks must be on this machine. */
    private int bits() {
        int threads =
                Math.max(1, Math.min(settings.miners(), Runtime.getRuntime().availableProcessors()));
        long hashesPerSecond = HashSpeed.measure(settings.algorithm(), threads);
        LOG.info("this machine mines {}", LiveLine.hashrate((double) hashesPerSecond));
        return HashSpeed.bitsFor(hashesPerSecond * MILLIS_PER_BLOCK / 1_000);
    }

    /** Mines to the end and returns the pool's last numbers, or null when the pool failed. */
    private @Nullable PoolSnapshot mine(PoolRun run, DemoChain chain) {
        try (DemoMiners miners = new DemoMiners(
                gate, settings.miners(), settings.payout() != null, settings.sv2() != null, run.server())) {
            miners.start();
            watch(run.pool(), chain, CompletableFuture.anyOf(run.ending(), chain.reached()));
            gate.close();
            miners.finish();
            return settle(run.pool(), chain);
        } finally {
            live.end();
        }
    }

    private void watch(Pool pool, DemoChain chain, CompletableFuture<?> end) {
        while (!end.isDone()) {
            if (output.isTerminal() && pool.state() == PoolState.RUNNING) {
                live.show(pool.snapshot(), chain.blocks(), chain.paid());
            }
            try {
                end.get(REDRAW_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                LOG.trace("still mining");
            } catch (ExecutionException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The pool hears of its last block a moment after the chain has taken it. */
    private @Nullable PoolSnapshot settle(Pool pool, DemoChain chain) {
        if (pool.state() != PoolState.RUNNING) {
            return null;
        }
        if (!Patience.await(SETTLE, () -> pool.snapshot().earned() == chain.paidEver())) {
            LOG.warn(
                    "the pool counts {} for its blocks, the chain {}",
                    pool.snapshot().earned(),
                    chain.paidEver());
        }
        return pool.snapshot();
    }
}
