package io.otedama.node;

import io.otedama.chain.Network;
import java.util.List;

/** The rules of BIP 9/145 that we tell a node we understand; without them it gives no template (error -8). */
final class TemplateRules {
    private static final List<String> BITCOIN = List.of("segwit");
    private static final List<String> LITECOIN = List.of("segwit", "mweb");

    private TemplateRules() {}

    static List<String> of(Network network) {
        return network.name().startsWith("litecoin") ? LITECOIN : BITCOIN;
    }
}
