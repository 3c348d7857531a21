package io.otedama.examples;

import io.otedama.error.ConfigurationException;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.ProofOfWorks;
import io.otedama.stratum.proxy.EdgeProxy;
import io.otedama.stratum.proxy.ProxyConfig;
import io.otedama.stratum.proxy.ProxyCounts;
import io.otedama.stratum.proxy.UpstreamAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** An edge proxy, until it is stopped. */
@Command(
        name = "proxy",
        description = "Lets Stratum V1 machines mine at a Stratum V2 pool: one encrypted channel for each.",
        footer = {
            "",
            "Example:",
            "  proxy --listen 0.0.0.0:3333 --upstream pool.example:3336/9bXiEd8boQVhq7WddEcERUL5tyyJVFYdU8th3HfbNXK3Yw6GRXh",
            "",
            "Machines log in with the user names that the pool knows. Prints 'proxy: listening on HOST:PORT'.",
            "Stops on SIGINT and SIGTERM."
        })
final class ProxyCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyCommand.class);

    private final CommandOutput output;
    private final StopSignal stop;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:3333",
            description = "For the machines; port 0 takes a free one. Default ${DEFAULT-VALUE}.")
    private String listen = "";

    @Option(
            names = "--upstream",
            paramLabel = "HOST:PORT/KEY",
            required = true,
            description = "A pool and its authority key. Repeat it: the next takes over when one fails.")
    private List<String> upstreams = List.of();

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            defaultValue = "sha256d",
            description = "sha256d (default) or scrypt.")
    private String algorithm = "";

    @Option(
            names = "--hashrate",
            paramLabel = "H",
            defaultValue = "1e12",
            description = "Hashes per second that the pool is told of each machine at first. Default ${DEFAULT-VALUE}.")
    private float hashrate;

    ProxyCommand(CommandOutput output, StopSignal stop) {
        this.output = output;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        Problems problems = new Problems(key -> "--" + key.replace("proxy.", ""));
        InetSocketAddress address = problems.attempt(key -> key, () -> ListenAddress.parse(listen));
        ProofOfWork pow = problems.attempt(key -> key, () -> ProofOfWorks.byName(algorithm));
        List<UpstreamAddress> pools = new ArrayList<>();
        for (String text : upstreams) {
            UpstreamAddress pool = problems.attempt(key -> key, () -> UpstreamAddress.parse(text));
            if (pool != null) {
                pools.add(pool);
            }
        }
        problems.throwIfAny();
        ProxyConfig config = problems.attempt(
                key -> key,
                () -> ProxyConfig.of(Objects.requireNonNull(address), pools)
                        .withAlgorithm(Objects.requireNonNull(pow), hashrate));
        problems.throwIfAny();
        try (EdgeProxy proxy = new EdgeProxy(Objects.requireNonNull(config))) {
            proxy.start();
            output.contract("proxy: listening on "
                    + ListenAddress.show(
                            Objects.requireNonNull(address),
                            proxy.localAddress().getPort()));
            stop.requested().join();
            ProxyCounts counts = proxy.counts();
            LOG.info(
                    "stopping with {} machines: {} shares accepted, {} refused, {} lost, {} wrong",
                    counts.machines(),
                    counts.sharesAccepted(),
                    counts.sharesRefused(),
                    counts.sharesLost(),
                    counts.sharesWrong());
        } catch (ConfigurationException e) {
            Problems renamed = new Problems(key -> "--" + key);
            renamed.addAll(e, key -> key.replace("proxy.", ""));
            renamed.throwIfAny();
        }
        return ExitCode.OK;
    }
}
