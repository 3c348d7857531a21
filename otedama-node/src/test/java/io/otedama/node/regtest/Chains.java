package io.otedama.node.regtest;

import io.otedama.chain.Network;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.Sha256dProofOfWork;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** The two kinds of chain that every rule is tried on. */
enum Chains {
    SHA256D(Network.BITCOIN_REGTEST, new Sha256dProofOfWork()),
    SCRYPT(Network.LITECOIN_REGTEST, new TestScrypt());

    final Network network;
    final ProofOfWork pow;

    Chains(Network network, ProofOfWork pow) {
        this.network = network;
        this.pow = pow;
    }

    RegtestChainBuilder builder() {
        return RegtestChain.builder().network(network).proofOfWork(pow);
    }

    static Stream<Named<Chains>> all() {
        return Stream.of(values()).map(c -> Named.of(c.network.name(), c));
    }
}
