package io.otedama.node;

import io.otedama.node.rpc.ChainState;
import io.otedama.node.rpc.CircuitState;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.ComponentHealth.Status;
import java.util.concurrent.TimeUnit;

/**
 * What is known of one daemon, as a part of the node's health. Asks nobody: it is what the watch saw and how the calls
 * fared. Any thread.
 */
final class DaemonHealth {
    private DaemonHealth() {}

    static ComponentHealth of(CoinDaemon daemon, long nowNs) {
        CircuitState circuit = daemon.circuit();
        ComponentHealth health =
                circuit.addTo(verdict(daemon, circuit, nowNs), nowNs).with("retriesLeft", daemon.retriesLeft());
        Probe probe = daemon.probe();
        ChainState state = probe.state();
        if (state == null) {
            return health;
        }
        health = health.with("height", state.height())
                .with("bestBlock", state.tip())
                .with("headersAhead", Math.max(0, state.headers() - state.height()))
                .with("initialBlockDownload", state.initialDownload())
                .with("latencyMillis", TimeUnit.NANOSECONDS.toMillis(daemon.latencyNs()));
        if (probe.isUsable()) {
            health = health.with("tipAgeSeconds", TimeUnit.NANOSECONDS.toSeconds(nowNs - probe.tipSinceNs()));
        }
        return state.warnings().isEmpty() ? health : health.with("warnings", state.warnings());
    }

    private static ComponentHealth verdict(CoinDaemon daemon, CircuitState circuit, long nowNs) {
        Probe probe = daemon.probe();
        if (!probe.isUsable()) {
            return ComponentHealth.down(daemon.name(), probe.trouble());
        }
        String height = "at height " + probe.height();
        String failure = circuit.isClosed() ? daemon.failure(nowNs) : circuit.lastError();
        if (!failure.isEmpty()) {
            return ComponentHealth.degraded(daemon.name(), height + ", left alone for the moment: " + failure);
        }
        if (probe.behind()) {
            return ComponentHealth.degraded(daemon.name(), height + ", another node is higher");
        }
        return ComponentHealth.of(daemon.name(), Status.UP, height);
    }
}
