package io.otedama.node.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.otedama.chain.Hash256;
import io.otedama.error.NodeException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The few calls a pool makes to a coin daemon, typed. Any thread; each call blocks up to its time-out and throws a
 * {@link NodeException} when there is no answer or one that makes no sense.
 */
public final class CoinRpc {
    private static final String CHAIN_STATE = "getblockchaininfo";
    private static final String HEADER = "getblockheader";
    private static final String TIPS = "getchaintips";

    private final JsonRpcClient client;

    public CoinRpc(JsonRpcClient client) {
        this.client = client;
    }

    /** Hash of block 0: tells the chains apart. */
    public Hash256 genesis() {
        return hash("getblockhash", client.ask("getblockhash", 0));
    }

    /** As {@link #genesis}, never held back: a block waits for it. */
    public Hash256 genesisUrgently() {
        return hash("getblockhash", client.askUrgently("getblockhash", 0));
    }

    public Hash256 bestBlock() {
        return hash("getbestblockhash", client.ask("getbestblockhash"));
    }

    public ChainState chainState() {
        JsonNode answer = client.ask(CHAIN_STATE);
        Fields fields = fields(CHAIN_STATE, answer);
        int height = (int) fields.number("blocks", 0, Integer.MAX_VALUE);
        return new ChainState(
                fields.hash("bestblockhash"),
                height,
                fields.has("headers") ? (int) fields.number("headers", 0, Integer.MAX_VALUE) : height,
                fields.has("initialblockdownload") && fields.flag("initialblockdownload"),
                warnings(answer.path("warnings")));
    }

    /** One text in old nodes, a list of texts in new ones. */
    private static String warnings(JsonNode said) {
        if (!said.isArray()) {
            return RpcMessage.excerpt(said.asText(""));
        }
        List<String> all = new ArrayList<>();
        said.forEach(one -> all.add(one.asText("")));
        return RpcMessage.excerpt(String.join("; ", all));
    }

    /** What the node says of a block, or empty when it has never heard of it. */
    public Optional<HeaderState> header(Hash256 hash) {
        try {
            Fields fields = fields(HEADER, client.ask(HEADER, hash.toString(), true));
            return Optional.of(new HeaderState((int) fields.number("height", 0, Integer.MAX_VALUE), (int)
                    fields.number("confirmations", -1, Integer.MAX_VALUE)));
        } catch (RpcException e) {
            if (e.code() == RpcException.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * True while the node knows a chain that is better than its own and has not built on it yet: then "not in the best
     * chain" only means "not yet". That is a chain that is higher and not looked at, or one that was good before the node
     * restarted and has more work. False, too, at nodes without {@code getchaintips}.
     */
    public boolean isCatchingUp() {
        JsonNode tips;
        try {
            tips = client.ask(TIPS);
        } catch (RpcException e) {
            if (e.code() == RpcException.UNKNOWN_METHOD) {
                return false;
            }
            throw e;
        }
        JsonNode active = MissingNode.getInstance();
        for (JsonNode tip : tips) {
            active = tip.path("status").asText().equals("active") ? tip : active;
        }
        for (JsonNode tip : tips) {
            if (tip.path("height").asLong() > active.path("height").asLong() && isPending(tip, active)) {
                return true;
            }
        }
        return false;
    }

    private boolean isPending(JsonNode higher, JsonNode active) {
        return switch (higher.path("status").asText()) {
            case "headers-only", "valid-headers" -> true;
            case "valid-fork" ->
                work(higher).compareTo(work(active)) >= 0; // by height where nodes do not tell the work
            default -> false; // the node has refused it
        };
    }

    private BigInteger work(JsonNode tip) {
        String work = client.ask(HEADER, tip.path("hash").asText(), true)
                .path("chainwork")
                .asText("0");
        try {
            return new BigInteger(work, 16);
        } catch (NumberFormatException e) {
            throw new NodeException(
                    "getblockheader gives chainwork '" + RpcMessage.excerpt(work) + "', not hexadecimal");
        }
    }

    /**
     * @param rules that we understand, for example {@code segwit}
     */
    public NodeTemplate template(List<String> rules) {
        return TemplateParser.parse(
                client.name() + ": getblocktemplate", client.call("getblocktemplate", templateRequest(rules, null)));
    }

    /**
     * Waits until the node has something newer than {@code longPollId}, or the time-out strikes.
     *
     * @return the new long poll id; empty when the node gave none
     */
    public String awaitTemplate(List<String> rules, String longPollId, Duration timeout) {
        return client.await(timeout, "getblocktemplate", List.of(templateRequest(rules, longPollId)))
                .path("longpollid")
                .asText("");
    }

    /** The node's verdict: empty means accepted, otherwise a word such as {@code duplicate} (BIP 22). */
    public String submitBlock(byte[] rawBlock, Duration timeout) {
        JsonNode verdict = client.callUrgently(timeout, "submitblock", rawBlock);
        if (verdict.isNull()) {
            return "";
        }
        if (!verdict.isTextual() || verdict.textValue().isEmpty()) {
            throw new NodeException(client.name() + " answers submitblock with neither null nor a word: "
                    + RpcMessage.excerpt(verdict.toString()));
        }
        return RpcMessage.excerpt(verdict.textValue());
    }

    private static Map<String, Object> templateRequest(List<String> rules, @Nullable String longPollId) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("rules", rules);
        request.put("capabilities", List.of("coinbasevalue", "longpoll"));
        if (longPollId != null) {
            request.put("longpollid", longPollId);
        }
        return request;
    }

    private Hash256 hash(String method, JsonNode value) {
        try {
            return Hash256.ofDisplay(value.asText());
        } catch (IllegalArgumentException e) {
            throw new NodeException(client.name() + " answers " + method + " with something that is no hash", e);
        }
    }

    private Fields fields(String method, JsonNode value) {
        return new Fields(client.name() + ": " + method, value);
    }
}
