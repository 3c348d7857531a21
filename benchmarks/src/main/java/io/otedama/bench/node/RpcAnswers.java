package io.otedama.bench.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Address;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Target;
import io.otedama.error.AddressException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the node answers, {@code getblocktemplate} apart: the result as JSON. Any thread.
 */
final class RpcAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(RpcAnswers.class);
    private static final int NODE_VERSION = 280_000;
    private static final int PROTOCOL_VERSION = 70_016;
    private static final int P2SH_BYTES = 23;
    private static final int OP_HASH160 = 0xa9;
    private static final int MIN_PROGRAM_BYTES = 2;
    private static final int MAX_WITNESS_VERSION_OPCODE = 0x60;

    private final MockChain chain;
    private final SubmitObserver observer;

    RpcAnswers(MockChain chain, SubmitObserver observer) {
        this.chain = chain;
        this.observer = observer;
    }

    /** True for {@code getblocktemplate} that asks for an opinion instead of work. */
    static boolean isProposal(JsonNode parameters) {
        return parameters.path(0).path("mode").asText("").equals("proposal");
    }

    /**
     * @param firstByteNs when the request began, {@code System.nanoTime()}
     * @return JSON
     * @throws RpcError when the node would say no
     */
    String answer(String method, JsonNode parameters, long firstByteNs) {
        return switch (method) {
            case "getblocktemplate", "preciousblock" -> "null"; // every proposal is fine
            case "submitblock" -> submitBlock(parameters.path(0).asText(""), firstByteNs);
            case "getbestblockhash" -> quoted(chain.tip());
            case "getblockcount" -> String.valueOf(chain.height());
            case "getblockhash" -> blockHash(parameters.path(0).asInt(-1));
            case "getblockheader", "getblock" -> header(parameters.path(0).asText(""));
            case "getchaintips" ->
                "[{\"height\":" + chain.height() + ",\"hash\":" + quoted(chain.tip())
                        + ",\"branchlen\":0,\"status\":\"active\"}]";
            case "getblockchaininfo" -> blockChain();
            case "getmininginfo" -> mining();
            case "getnetworkinfo" ->
                "{\"version\":" + NODE_VERSION + ",\"subversion\":\"/MockNode:1.0.0/\""
                        + ",\"protocolversion\":" + PROTOCOL_VERSION
                        + ",\"connections\":8,\"networkactive\":true,\"relayfee\":0.00001000,\"warnings\":\"\"}";
            case "getconnectioncount" -> "8";
            case "getpeerinfo" -> "[]";
            case "getdifficulty" -> difficulty();
            case "getnetworkhashps" -> "1000000000";
            case "validateaddress", "getaddressinfo" ->
                address(parameters.path(0).asText(""));
            case "uptime" -> "3600";
            default -> throw new RpcError(RpcError.UNKNOWN_METHOD, "Method not found");
        };
    }

    private String submitBlock(String hex, long firstByteNs) {
        if (hex.isEmpty() || (hex.length() & 1) != 0 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw new RpcError(RpcError.DECODE_FAILED, "Block decode failed");
        }
        observer.onSubmit(firstByteNs, hex.length() / 2);
        if (hex.length() >= 2 * BlockHeader.BYTES) {
            byte[] header = Hex.decode(hex.substring(0, 2 * BlockHeader.BYTES));
            chain.submit(header);
            LOG.info("a block of {} bytes was submitted, height {} now", hex.length() / 2, chain.height());
        }
        return "null";
    }

    private String blockHash(int height) {
        Hash256 hash = chain.hashAt(height);
        if (hash == null) {
            throw new RpcError(RpcError.INVALID_PARAMETER, "Block height out of range");
        }
        return quoted(hash);
    }

    private String header(String text) {
        int height;
        try {
            height = chain.heightOf(Hash256.ofDisplay(text));
        } catch (IllegalArgumentException e) {
            throw new RpcError(
                    RpcError.INVALID_PARAMETER, "blockhash must be of length 64 (not " + text.length() + ")");
        }
        if (height < 0) {
            throw new RpcError(RpcError.NOT_FOUND, "Block not found");
        }
        int confirmations = chain.height() - height + 1;
        return "{\"hash\":\"" + text + "\",\"confirmations\":" + confirmations + ",\"height\":" + height
                + ",\"bits\":\"" + Hex.encode8(chain.config().bits()) + "\",\"difficulty\":" + difficulty() + "}";
    }

    private String blockChain() {
        String name = switch (chain.config().network().name()) {
            case "bitcoin" -> "main";
            case "bitcoin-regtest" -> "regtest";
            default -> "test";
        };
        int height = chain.height();
        return "{\"chain\":\"" + name + "\",\"blocks\":" + height + ",\"headers\":" + height + ",\"bestblockhash\":"
                + quoted(chain.tip()) + ",\"difficulty\":" + difficulty()
                + ",\"verificationprogress\":1,\"initialblockdownload\":false,\"pruned\":false,\"warnings\":\"\"}";
    }

    private String mining() {
        return "{\"blocks\":" + chain.height() + ",\"difficulty\":" + difficulty()
                + ",\"networkhashps\":1000000000,\"pooledtx\":"
                + chain.config().transactions() + ",\"chain\":\""
                + (chain.config().network().test() ? "regtest" : "main") + "\",\"warnings\":\"\"}";
    }

    private String difficulty() {
        return Difficulty.exactly(Target.ofCompact(chain.config().bits()), 1).toPlainString();
    }

    private String address(String text) {
        byte[] script;
        try {
            script = Address.parse(text, chain.config().network()).script();
        } catch (AddressException e) {
            return "{\"isvalid\":false}";
        }
        boolean witness = script.length > MIN_PROGRAM_BYTES
                && (script[0] & 0xff) <= MAX_WITNESS_VERSION_OPCODE
                && script[1] == script.length - 2;
        boolean scriptHash = script.length == P2SH_BYTES && (script[0] & 0xff) == OP_HASH160;
        return "{\"isvalid\":true,\"address\":\"" + text + "\",\"scriptPubKey\":\"" + Hex.encode(script)
                + "\",\"isscript\":" + scriptHash + ",\"iswitness\":" + witness + "}";
    }

    private static String quoted(Hash256 hash) {
        return "\"" + hash + "\"";
    }
}
