package io.otedama.examples;

import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.error.AddressException;
import io.otedama.examples.NodeReport.Failure;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the settings with what the daemons said. */
final class ChainCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ChainCheck.class);

    private final PoolSettings settings;
    private final Problems problems;

    ChainCheck(PoolSettings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    void check(List<NodeReport> reports) {
        for (int i = 0; i < reports.size(); i++) {
            NodeReport report = reports.get(i);
            Failure failure = report.failure();
            if (failure != null) {
                problems.add("nodes[" + i + "]", report.name() + ": " + failure.problem(), failure.remedy());
            } else if (report.noWork() != null) {
                LOG.warn("no work yet: {}", report.noWork());
            }
        }
        List<Network> networks = reports.stream()
                .filter(report -> report.failure() == null)
                .map(report -> Objects.requireNonNull(report.network()))
                .distinct()
                .toList();
        if (networks.size() > 1) {
            problems.add(
                    "nodes",
                    "are of different chains: "
                            + networks.stream().map(Network::name).toList(),
                    "Name nodes of one chain");
        } else if (!networks.isEmpty()) {
            checkChain(networks.get(0));
        }
    }

    private void checkChain(Network network) {
        try {
            var unused = Address.parse(settings.address(), network);
        } catch (AddressException e) {
            problems.add("address", String.valueOf(e.getMessage()), "Give an address of " + network.name());
        }
        if (settings.algorithm() != null) {
            String algorithm = settings.algorithm().name();
            if (!algorithm.equals(network.algorithm()) && !network.test()) {
                problems.addAll(AlgorithmGuard.mismatch(network, algorithm), key -> key);
            } else if (!algorithm.equals(network.algorithm())) {
                LOG.warn("{} is mined with {}, not with {}", network.name(), network.algorithm(), algorithm);
            }
        }
    }
}
