package io.otedama.examples;

import io.otedama.chain.Network;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.wallet.CoreWallet;
import io.otedama.payment.PaymentPolicy;

/**
 * Out of which wallet miners are paid.
 *
 * @param endpoint the daemon, with the wallet's path
 * @param network that it must be on
 */
record PayingWallet(NodeEndpoint endpoint, Network network, PaymentPolicy policy) {
    CoreWallet open() {
        return CoreWallet.builder().endpoint(endpoint).network(network).build();
    }
}
