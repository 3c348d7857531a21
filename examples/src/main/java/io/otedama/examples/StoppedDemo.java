package io.otedama.examples;

import io.otedama.chain.Network;
import io.otedama.error.ConfigurationException;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.node.rpc.NodeEndpoint;
import java.nio.file.Files;
import java.nio.file.Path;

/** The chain of a demo that does not run, served once more so that its wallet can be used. */
final class StoppedDemo implements AutoCloseable {
    private final RegtestChain chain;
    private final RegtestServer server;

    private StoppedDemo(RegtestChain chain) {
        this.chain = chain;
        this.server = RegtestServer.start(chain);
    }

    /** True when the directory is a demo's. */
    static boolean isIn(Path data) {
        return Files.exists(DataDirectory.chainTerms(data)) && Files.isDirectory(DataDirectory.chain(data));
    }

    /**
     * @throws ConfigurationException when the chain is in use or cannot be used
     */
    static StoppedDemo open(Path data, Network network) {
        ChainTerms terms = ChainTerms.of(data, null, () -> {
            throw new ConfigurationException("--data", "has no chain", "Name the directory that demo was given");
        });
        return new StoppedDemo(RegtestChain.builder()
                .network(network)
                .coinbaseMaturity(terms.maturity())
                .bits(terms.bits())
                .directory(DataDirectory.chain(data))
                .build());
    }

    /** The daemon with the wallet. */
    NodeEndpoint endpoint() {
        return NodeEndpoint.parse(server.url());
    }

    @Override
    public void close() {
        server.close();
        chain.close();
    }
}
