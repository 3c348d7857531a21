package io.otedama.examples;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.error.NodeException;
import io.otedama.node.rpc.ChainState;
import io.otedama.node.rpc.CoinRpc;
import io.otedama.node.rpc.JsonRpcClient;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.rpc.RpcException;
import io.otedama.node.rpc.RpcLimits;
import io.otedama.node.rpc.UnauthorizedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one daemon says of itself.
 *
 * @param name host and port
 * @param network null when its chain is not known here
 * @param peers -1 when it does not tell
 * @param rules of its block template, empty when it gives none
 * @param noWork why it gives no work at the moment, null when it does
 * @param failure what is wrong with it, null when it answered; the rest means nothing then
 */
record NodeReport(
        String name,
        @Nullable Network network,
        int height,
        boolean synced,
        int peers,
        List<String> rules,
        @Nullable String noWork,
        @Nullable Failure failure) {

    /** Why a daemon cannot be asked, and what to do about it. */
    record Failure(String problem, String remedy) {}

    /** Asks a daemon; blocks up to its time-outs, never throws because of it. */
    static NodeReport ask(NodeEndpoint endpoint) {
        try (JsonRpcClient client = new JsonRpcClient(endpoint, RpcLimits.DEFAULT)) {
            return ask(endpoint.name(), client, new CoinRpc(client));
        } catch (UnauthorizedException e) {
            return failed(
                    endpoint,
                    "the node refuses the user and password or cookie",
                    "Compare with rpcauth, rpcuser, rpcpassword or the cookie file of the node");
        } catch (NodeException e) {
            return failed(
                    endpoint,
                    String.valueOf(e.getMessage()),
                    "Is it running, with server=1, and may this machine connect (rpcallowip)?");
        }
    }

    private static NodeReport failed(NodeEndpoint endpoint, String problem, String remedy) {
        return new NodeReport(endpoint.name(), null, 0, false, 0, List.of(), null, new Failure(problem, remedy));
    }

    private static NodeReport ask(String name, JsonRpcClient client, CoinRpc rpc) {
        Hash256 genesis = rpc.genesis();
        Network network = Network.ofGenesis(genesis).orElse(null);
        if (network == null) {
            Failure unknown = new Failure(
                    "its chain is not known here (block 0 is " + genesis + ")",
                    "Use a node of "
                            + Network.known().stream().map(Network::name).toList());
            return new NodeReport(name, null, 0, false, 0, List.of(), null, unknown);
        }
        ChainState state = rpc.chainState();
        List<String> rules = new ArrayList<>();
        String noWork = null;
        try {
            List<String> asked = network.algorithm().equals("scrypt") ? List.of("segwit", "mweb") : List.of("segwit");
            JsonNode template = client.call("getblocktemplate", Map.of("rules", asked));
            template.path("rules").forEach(rule -> rules.add(rule.asText()));
        } catch (RpcException e) {
            noWork = e.getMessage();
        }
        return new NodeReport(
                name, network, state.height(), !state.initialDownload(), peers(client), rules, noWork, null);
    }

    private static int peers(JsonRpcClient client) {
        try {
            return client.ask("getnetworkinfo").path("connections").asInt(-1);
        } catch (RpcException e) {
            return -1;
        }
    }

    /** For scripts. */
    String line() {
        return name + " chain=" + (network == null ? "?" : network.name()) + " height=" + height + " synced=" + synced
                + " peers=" + (peers < 0 ? "?" : peers) + " algorithm="
                + (network == null ? "?" : network.algorithm()) + " rules=" + String.join(",", rules) + " work="
                + (noWork == null ? "yes" : "no");
    }
}
