package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The calls about the wallet as a whole: what it is, what it holds, whether its keys may be used. Any thread. */
final class WalletLockCalls {
    private static final int WALLET_VERSION = 169_900;

    private final RegtestChain chain;

    WalletLockCalls(RegtestChain chain) {
        this.chain = chain;
    }

    void register(Map<String, RpcMethod> methods) {
        methods.put("getwalletinfo", a -> chain.read(WalletLockCalls::describe));
        methods.put("getbalances", a -> chain.read(WalletLockCalls::balances));
        methods.put("walletpassphrase", this::unlock);
        methods.put(
                "walletlock",
                a -> chain.change(s -> {
                    s.wallet().keys().lock();
                    return Json.nothing();
                }));
    }

    private JsonNode unlock(RpcArguments arguments) {
        String passphrase = arguments.text(0, "passphrase");
        int seconds = arguments.integer(1, "timeout");
        return chain.change(s -> {
            s.wallet().keys().unlock(passphrase, seconds);
            return Json.nothing();
        });
    }

    private static ObjectNode describe(ChainState s) {
        ObjectNode out = Json.object();
        out.put("walletname", "");
        out.put("walletversion", WALLET_VERSION);
        out.put("format", "memory");
        out.put("keypoolsize", HashLockRing.MAX_LOCKS - s.walletLocks().size());
        WalletLock keys = s.wallet().keys();
        if (keys.isEncrypted()) {
            out.put("unlocked_until", keys.unlockedUntil());
        }
        out.put("paytxfee", Json.coins(0));
        out.put("private_keys_enabled", true);
        out.put("avoid_reuse", false);
        out.put("scanning", false);
        out.put("descriptors", false);
        return out;
    }

    private static ObjectNode balances(ChainState s) {
        long trusted = s.wallet().coins().stream()
                .mapToLong(coin -> coin.coin().value())
                .sum();
        long immature = 0;
        long waiting = 0;
        int next = s.tip().height() + 1;
        for (Coin coin : s.coins().ownedBy(CoinOwner.WALLET).values()) {
            immature += s.consensus().isMature(coin, next) ? 0 : coin.value();
        }
        for (MempoolEntry entry : s.mempool().entries()) {
            for (int i = 0; i < entry.transaction().outputs().size(); i++) {
                TxOutput output = entry.transaction().outputs().get(i);
                boolean free =
                        !s.mempool().isSpent(new OutPoint(entry.transaction().txid(), i));
                waiting += free && s.wallet().owns(output.script()) ? output.value() : 0;
            }
        }
        ObjectNode out = Json.object();
        out.putObject("mine")
                .put("trusted", Json.coins(trusted))
                .put("untrusted_pending", Json.coins(waiting))
                .put("immature", Json.coins(immature));
        return out;
    }
}
