package io.otedama.stratum.v1;

import io.otedama.session.MinerIngress;
import io.otedama.spi.PoolClock;
import io.otedama.stratum.transport.ConnectionGate;
import io.otedama.stratum.transport.LogLimiter;
import io.otedama.stratum.transport.StratumLimits;

/** What all event loops and connections of one server share. */
record V1Terms(StratumLimits limits, MinerIngress ingress, ConnectionGate gate, V1Metrics metrics, LogLimiter log) {

    static V1Terms of(StratumLimits limits, MinerIngress ingress, ConnectionGate gate) {
        return new V1Terms(limits, ingress, gate, new V1Metrics(ingress.metrics()), new LogLimiter(ingress.clock()));
    }

    PoolClock clock() {
        return ingress.clock();
    }
}
