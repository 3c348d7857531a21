package io.otedama.node.wallet;

import io.otedama.chain.Network;
import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.rpc.RpcLimits;
import io.otedama.spi.PoolClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link CoreWallet}; {@link #build} names every mistake at once. */
public final class CoreWalletBuilder {
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private @Nullable NodeEndpoint endpoint;
    private @Nullable Network network;
    private @Nullable Supplier<char[]> passphrase;
    private Duration timeout = RpcLimits.RESPONSE_TIMEOUT;
    private PoolClock clock = PoolClock.system();

    CoreWalletBuilder() {}

    /**
     * The daemon, {@code http://user:password@host:port}, with {@code /wallet/NAME} where it has several wallets.
     *
     * @throws ConfigurationException when the URL is wrong
     */
    public CoreWalletBuilder endpoint(String url) {
        return endpoint(NodeEndpoint.parse(url));
    }

    /** The daemon; see {@link NodeEndpoint#cookie} for one with a cookie file, {@link NodeEndpoint#forWallet} for a name. */
    public CoreWalletBuilder endpoint(NodeEndpoint node) {
        endpoint = Objects.requireNonNull(node, "node");
        return this;
    }

    /** The network that the daemon must be on. */
    public CoreWalletBuilder network(Network required) {
        network = Objects.requireNonNull(required, "required");
        return this;
    }

    /**
     * For an encrypted wallet. Asked before each signature; the array is overwritten after use, so give a new one each
     * time.
     */
    public CoreWalletBuilder passphrase(Supplier<char[]> source) {
        passphrase = Objects.requireNonNull(source, "source");
        return this;
    }

    /** How long one call may stay without an answer; 15 s by default. */
    public CoreWalletBuilder timeout(Duration silence) {
        timeout = silence;
        return this;
    }

    /** Decides when a daemon that did not answer is asked again. */
    public CoreWalletBuilder clock(PoolClock time) {
        clock = Objects.requireNonNull(time, "time");
        return this;
    }

    /**
     * Connects to nothing yet.
     *
     * @throws ConfigurationException listing every mistake
     */
    public CoreWallet build() {
        List<ConfigProblem> problems = new ArrayList<>();
        if (endpoint == null) {
            problems.add(new ConfigProblem(
                    "wallet", "no daemon is named", "Give http://user:password@host:port/wallet/NAME"));
        }
        if (network == null) {
            problems.add(new ConfigProblem("wallet", "no network is named", "Give the one that the pool mines"));
        }
        if (timeout.compareTo(SHORTEST) < 0) {
            problems.add(new ConfigProblem(
                    "wallet timeout", timeout + " is too short", "At least " + SHORTEST.toMillis() + " ms"));
        }
        if (endpoint == null || network == null || !problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        RpcLimits limits = new RpcLimits(RpcLimits.CONNECT_TIMEOUT, timeout, RpcLimits.MAX_RESPONSE_BYTES);
        return new CoreWallet(endpoint, network, passphrase, limits, clock);
    }
}
