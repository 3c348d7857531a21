package io.otedama.examples;

import io.otedama.PoolSnapshot;
import io.otedama.PoolState;
import io.otedama.chain.Amount;
import io.otedama.error.ConfigurationException;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A pool on real nodes, until it is stopped. */
@Command(
        name = "run",
        description = "Runs a pool on your coin daemon. Every reward goes to one address; any user name may mine.",
        footer = {
            "",
            "Examples:",
            "  run --config pool.yaml",
            "  run --node http://user:password@127.0.0.1:8332 --address bc1q...",
            "  run --node http://127.0.0.1:9332 --cookie ~/.litecoin/.cookie --address ltc1q...",
            "",
            "Prints 'stratum: listening on HOST:PORT' when miners can connect. Stops on SIGINT and SIGTERM."
        })
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    private final CommandOutput output;
    private final StopSignal stop;

    @Mixin
    private final PoolOptions options = new PoolOptions();

    RunCommand(CommandOutput output, StopSignal stop) {
        this.output = output;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        PoolSettings settings = options.load(new EnvironmentText(System::getenv));
        LOG.info("nodes {}, rewards to {}", settings.nodes(), settings.address());
        PoolRun run = new PoolRun(PoolAssembly.of(settings), settings.listen(), output, stop);
        try (run) {
            if (run.start()) {
                run.ending().join();
                report(run);
            }
        } catch (ConfigurationException e) {
            Problems renamed = new Problems(options::written);
            renamed.addAll(e, EngineKeys::toSetting);
            renamed.throwIfAny();
        }
        return run.exitCode();
    }

    private static void report(PoolRun run) {
        if (run.pool().state() == PoolState.RUNNING) {
            PoolSnapshot last = run.pool().snapshot();
            LOG.info(
                    "stopping after {} shares and {} blocks, earned {}",
                    last.creditedShares(),
                    last.blocks().size(),
                    Amount.toCoins(last.earned()));
        }
    }
}
