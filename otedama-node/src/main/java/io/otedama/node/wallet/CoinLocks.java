package io.otedama.node.wallet;

import io.otedama.node.rpc.RpcException;
import io.otedama.spi.TxOutPoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Locks and unlocks coins so that it may be repeated. The daemon itself refuses what is done already. */
final class CoinLocks {
    private static final String SPENT = "expected unspent output";

    private final WalletRpc rpc;

    CoinLocks(WalletRpc rpc) {
        this.rpc = rpc;
    }

    void lock(List<TxOutPoint> coins) {
        List<TxOutPoint> open = new ArrayList<>(coins);
        open.removeAll(new HashSet<>(rpc.locked()));
        if (open.isEmpty()) {
            return;
        }
        try {
            rpc.lockUnspent(false, open);
        } catch (RpcException e) {
            if (e.code() != WalletErrors.BAD_PARAMETER) {
                throw e;
            }
            open.forEach(this::lockOne); // all or none was none: one of them is spent
        }
    }

    private void lockOne(TxOutPoint coin) {
        try {
            rpc.lockUnspent(false, List.of(coin));
        } catch (RpcException e) {
            if (e.code() != WalletErrors.BAD_PARAMETER || !e.nodeMessage().contains(SPENT)) {
                throw e;
            }
        }
    }

    void unlock(List<TxOutPoint> coins) {
        Set<TxOutPoint> locked = new HashSet<>(rpc.locked());
        for (TxOutPoint coin : coins) {
            if (locked.contains(coin)) {
                unlockOne(coin);
            }
        }
    }

    /** A coin that was spent meanwhile needs no unlocking. */
    private void unlockOne(TxOutPoint coin) {
        try {
            rpc.lockUnspent(true, List.of(coin));
        } catch (RpcException e) {
            if (e.code() != WalletErrors.BAD_PARAMETER) {
                throw e;
            }
        }
    }
}
