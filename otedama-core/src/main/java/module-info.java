/** The Otedama engine: rules, pipeline and ports. Adapters for miners, nodes and disks are modules of their own. */
module io.otedama.core {
    requires static transitive org.jspecify;
    requires com.lmax.disruptor;
    requires org.agrona.core;
    requires org.slf4j;
    requires jdk.jfr;

    exports io.otedama;
    exports io.otedama.block;
    exports io.otedama.chain;
    exports io.otedama.error;
    exports io.otedama.event;
    exports io.otedama.job;
    exports io.otedama.ledger;
    exports io.otedama.metrics;
    exports io.otedama.payment;
    exports io.otedama.payout;
    exports io.otedama.pipeline;
    exports io.otedama.pow;
    exports io.otedama.security;
    exports io.otedama.security.detect;
    exports io.otedama.session;
    exports io.otedama.share;
    exports io.otedama.snapshot;
    exports io.otedama.spi;

    uses io.otedama.payout.PayoutScheme;
    uses io.otedama.pow.ProofOfWork;
}
