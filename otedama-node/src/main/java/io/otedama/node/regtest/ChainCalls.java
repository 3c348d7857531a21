package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.chain.Address;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.error.AddressException;
import java.util.List;
import java.util.Map;

/** The calls that look at the chain. Any thread. */
final class ChainCalls {
    private static final int VERSION = 310_000;
    private static final int PROTOCOL_VERSION = 70_016;

    private final RegtestChain chain;

    ChainCalls(RegtestChain chain) {
        this.chain = chain;
    }

    void register(Map<String, RpcMethod> methods) {
        methods.put("getblockhash", this::getBlockHash);
        methods.put("getbestblockhash", a -> Json.text(chain.tip().hash().toString()));
        methods.put("getblockcount", a -> Json.number(chain.height()));
        methods.put("getblockheader", this::getBlockHeader);
        methods.put("getblock", this::getBlock);
        methods.put("getblockchaininfo", a -> chain.read(ChainCalls::blockchain));
        methods.put("getnetworkinfo", a -> network());
        methods.put("getmempoolinfo", a -> chain.read(ChainCalls::mempool));
        methods.put(
                "getrawmempool",
                a -> chain.read(s -> Json.texts(s.mempool().entries().stream()
                        .map(entry -> entry.transaction().txid().toString())
                        .toList())));
        methods.put("validateaddress", this::validateAddress);
        methods.put("estimatesmartfee", ChainCalls::estimateSmartFee);
    }

    private JsonNode getBlockHash(RpcArguments arguments) {
        int height = arguments.integer(0, "height");
        return chain.blockAt(height)
                .map(block -> Json.text(block.hash().toString()))
                .orElseThrow(() -> new RpcError(RpcError.BAD_PARAMETER, "Block height out of range"));
    }

    private JsonNode getBlockHeader(RpcArguments arguments) {
        Hash256 hash = arguments.hash(0, "hash");
        boolean verbose = arguments.flag(1, "verbose", true);
        return chain.read(s -> {
            ChainEntry entry = find(s, hash);
            return verbose
                    ? BlockJson.header(s, entry)
                    : Json.text(Hex.encode(entry.header().toBytes()));
        });
    }

    private JsonNode getBlock(RpcArguments arguments) {
        Hash256 hash = arguments.hash(0, "blockhash");
        int verbosity = arguments.at(1).isBoolean()
                ? (arguments.at(1).booleanValue() ? 1 : 0)
                : arguments.integer(1, "verbosity", 1);
        return chain.read(s -> {
            ChainEntry entry = find(s, hash);
            RegtestBlock block = entry.block();
            if (block == null) {
                throw new RpcError(RpcError.MISC, "Block not available (not fully downloaded)");
            }
            return verbosity <= 0 ? Json.text(Hex.encode(block.toBytes())) : BlockJson.block(s, entry, block);
        });
    }

    private static ChainEntry find(ChainState s, Hash256 hash) {
        ChainEntry entry = s.tree().find(hash);
        if (entry == null) {
            throw new RpcError(RpcError.UNKNOWN_KEY, "Block not found");
        }
        return entry;
    }

    private static JsonNode blockchain(ChainState s) {
        ChainEntry tip = s.tip();
        ObjectNode out = Json.object();
        out.put("chain", "regtest");
        out.put("blocks", tip.height());
        out.put("headers", tip.height());
        out.put("bestblockhash", tip.hash().toString());
        out.put("bits", Hex.encode8(tip.header().bits()));
        out.put("target", tip.header().target().toString());
        out.put("difficulty", Difficulty.exactly(tip.header().target(), 1));
        out.put("time", Integer.toUnsignedLong(tip.header().time()));
        out.put("mediantime", tip.medianTimePast());
        out.put("verificationprogress", 1);
        out.put("initialblockdownload", false);
        out.put("chainwork", BlockJson.chainWork(tip));
        out.put("size_on_disk", 0);
        out.put("pruned", false);
        out.set("warnings", Json.array());
        return out;
    }

    private static JsonNode network() {
        ObjectNode out = Json.object();
        out.put("version", VERSION);
        out.put("subversion", "/OtedamaRegtest/");
        out.put("protocolversion", PROTOCOL_VERSION);
        out.put("localrelay", true);
        out.put("timeoffset", 0);
        out.put("networkactive", true);
        out.put("connections", 1);
        out.put("relayfee", Json.coins(1_000));
        out.set("warnings", Json.array());
        return out;
    }

    private static JsonNode mempool(ChainState s) {
        ObjectNode out = Json.object();
        out.put("loaded", true);
        out.put("size", s.mempool().size());
        out.put(
                "bytes",
                s.mempool().entries().stream()
                        .mapToLong(entry -> (entry.transaction().weight() + 3) / RegtestTransaction.WITNESS_SCALE)
                        .sum());
        out.put("mempoolminfee", Json.coins(1_000));
        return out;
    }

    private JsonNode validateAddress(RpcArguments arguments) {
        String text = arguments.text(0, "address");
        ObjectNode out = Json.object();
        try {
            byte[] script = Address.parse(text, chain.network()).script();
            out.put("isvalid", true);
            out.put("address", text);
            out.put("scriptPubKey", Hex.encode(script));
        } catch (AddressException e) {
            out.put("isvalid", false);
            out.set("error_locations", Json.array());
            out.put("error", "Invalid or unsupported Segwit (Bech32) or Base58 encoding.");
        }
        return out;
    }

    /** As a real node on regtest: it has seen too few blocks to know. */
    private static JsonNode estimateSmartFee(RpcArguments arguments) {
        int blocks = arguments.integer(0, "conf_target");
        if (blocks < 1 || blocks > 1_008) {
            throw new RpcError(RpcError.BAD_PARAMETER, "Invalid conf_target, must be between 1 and 1008");
        }
        ObjectNode out = Json.object();
        out.putArray("errors").add("Insufficient data or no feerate found");
        out.put("blocks", Math.max(2, blocks));
        return out;
    }

    static List<String> txids(RegtestBlock block) {
        return block.transactions().stream().map(t -> t.txid().toString()).toList();
    }
}
