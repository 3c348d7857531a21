package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The calls that keep coins from being chosen. Any thread. */
final class LockCalls {
    private final RegtestChain chain;

    LockCalls(RegtestChain chain) {
        this.chain = chain;
    }

    void register(Map<String, RpcMethod> methods) {
        methods.put("lockunspent", this::lockUnspent);
        methods.put("listlockunspent", a -> chain.read(LockCalls::locked));
    }

    /** All of them or none, as in Bitcoin Core. */
    private JsonNode lockUnspent(RpcArguments arguments) {
        boolean unlock = arguments.flag(0, "unlock", false);
        JsonNode given = arguments.at(1);
        if (arguments.flag(2, "persistent", false)) {
            throw new RpcError(RpcError.BAD_PARAMETER, "Invalid parameter, this wallet keeps no lock over a restart");
        }
        return chain.change(s -> {
            if (unlock && given.isMissingNode()) {
                s.wallet().unlockAll();
            }
            Set<OutPoint> wanted = new LinkedHashSet<>();
            given.forEach(one -> {
                OutPoint outPoint = WalletCalls.outPoint(one);
                check(s, outPoint, unlock);
                wanted.add(outPoint);
            });
            wanted.forEach(outPoint -> {
                if (unlock) {
                    s.wallet().unlock(outPoint);
                } else {
                    s.wallet().lock(outPoint);
                }
            });
            return BooleanNode.TRUE;
        });
    }

    private static void check(ChainState s, OutPoint outPoint, boolean unlock) {
        FoundTransaction found = s.wallet().find(outPoint.txid());
        if (found == null) {
            throw invalid("unknown transaction");
        }
        if (outPoint.index() >= found.transaction().outputs().size()) {
            throw invalid("vout index out of bounds");
        }
        if (s.mempool().find(outPoint) == null) {
            throw invalid("expected unspent output");
        }
        boolean isLocked = s.wallet().locked().contains(outPoint);
        if (unlock != isLocked) {
            throw invalid(unlock ? "expected locked output" : "output already locked");
        }
    }

    private static RpcError invalid(String problem) {
        return new RpcError(RpcError.BAD_PARAMETER, "Invalid parameter, " + problem);
    }

    private static JsonNode locked(ChainState s) {
        ArrayNode out = Json.array();
        s.wallet()
                .locked()
                .forEach(outPoint ->
                        out.addObject().put("txid", outPoint.txid().toString()).put("vout", outPoint.index()));
        return out;
    }
}
