package io.otedama.stratum.loop;

import io.otedama.security.Guard;
import io.otedama.security.LogLimiter;
import io.otedama.session.MinerIngress;
import io.otedama.spi.PoolClock;
import io.otedama.stratum.transport.ConnectionGate;
import io.otedama.stratum.transport.StratumLimits;

/** What all event loops and connections of one server share. */
public record ServerTerms(
        StratumLimits limits,
        MinerIngress ingress,
        ConnectionGate gate,
        Guard guard,
        ServerMetrics metrics,
        LogLimiter log) {

    public static ServerTerms of(StratumLimits limits, MinerIngress ingress, ConnectionGate gate) {
        return new ServerTerms(
                limits,
                ingress,
                gate,
                ingress.guard(),
                new ServerMetrics(ingress.metrics()),
                new LogLimiter(ingress.clock()));
    }

    public PoolClock clock() {
        return ingress.clock();
    }
}
