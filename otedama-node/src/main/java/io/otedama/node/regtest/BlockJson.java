package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hex;
import org.jspecify.annotations.Nullable;

/** Headers and blocks as {@code getblockheader} and {@code getblock} answer them. Called with the chain locked. */
final class BlockJson {
    private BlockJson() {}

    static ObjectNode header(ChainState s, ChainEntry entry) {
        BlockHeader header = entry.header();
        ObjectNode out = Json.object();
        out.put("hash", entry.hash().toString());
        out.put("confirmations", RegtestChain.confirmations(s, entry));
        out.put("height", entry.height());
        out.put("version", header.version());
        out.put("versionHex", Hex.encode8(header.version()));
        out.put("merkleroot", header.merkleRoot().toString());
        out.put("time", Integer.toUnsignedLong(header.time()));
        out.put("mediantime", entry.medianTimePast());
        out.put("nonce", Integer.toUnsignedLong(header.nonce()));
        out.put("bits", Hex.encode8(header.bits()));
        out.put("target", header.target().toString());
        out.put("difficulty", Difficulty.exactly(header.target(), 1));
        out.put("chainwork", chainWork(entry));
        RegtestBlock block = entry.block();
        out.put("nTx", block == null ? 0 : block.transactions().size());
        ChainEntry parent = entry.parent();
        if (parent != null) {
            out.put("previousblockhash", parent.hash().toString());
        }
        ChainEntry next = next(s, entry);
        if (next != null) {
            out.put("nextblockhash", next.hash().toString());
        }
        return out;
    }

    static ObjectNode block(ChainState s, ChainEntry entry, RegtestBlock block) {
        ObjectNode out = header(s, entry);
        out.put("strippedsize", block.baseBytes());
        out.put("size", block.sizeBytes());
        out.put("weight", block.weight());
        out.set("tx", Json.texts(ChainCalls.txids(block)));
        return out;
    }

    static String chainWork(ChainEntry entry) {
        return String.format("%064x", entry.work().toBigInteger());
    }

    private static @Nullable ChainEntry next(ChainState s, ChainEntry entry) {
        return s.best().contains(entry) ? s.best().at(entry.height() + 1) : null;
    }
}
