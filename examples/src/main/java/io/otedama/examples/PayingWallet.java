package io.otedama.examples;

import io.otedama.chain.Network;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.wallet.CoreWallet;
import io.otedama.node.wallet.CoreWalletBuilder;
import io.otedama.payment.PaymentPolicy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Out of which wallet miners are paid. Shows no secret.
 *
 * @param endpoint the daemon, with the wallet's path
 * @param network that it must be on
 * @param passphrase of an encrypted wallet, a new array each time; null: it is not encrypted
 */
record PayingWallet(
        NodeEndpoint endpoint,
        Network network,
        PaymentPolicy policy,
        @Nullable Supplier<char[]> passphrase) {
    /** A wallet that is not encrypted. */
    PayingWallet(NodeEndpoint endpoint, Network network, PaymentPolicy policy) {
        this(endpoint, network, policy, null);
    }

    CoreWallet open() {
        CoreWalletBuilder builder = CoreWallet.builder().endpoint(endpoint).network(network);
        return (passphrase == null ? builder : builder.passphrase(passphrase)).build();
    }
}
