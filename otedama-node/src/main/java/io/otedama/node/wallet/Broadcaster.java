package io.otedama.node.wallet;

import io.otedama.chain.Hash256;
import io.otedama.error.WalletException;
import io.otedama.error.WalletException.Reason;
import io.otedama.node.rpc.RpcException;
import io.otedama.spi.BroadcastResult;
import io.otedama.spi.BroadcastResult.Outcome;
import io.otedama.spi.TransactionState;

/** Sends a transaction as often as one likes. What the daemon leaves unclear is asked by the transaction's id. */
final class Broadcaster {
    private final WalletRpc rpc;
    private final TransactionTracker tracker;

    Broadcaster(WalletRpc rpc, TransactionTracker tracker) {
        this.rpc = rpc;
        this.tracker = tracker;
    }

    BroadcastResult send(byte[] raw, Hash256 txid) {
        RawTransaction transaction = RawTransaction.parse(raw);
        if (!transaction.txid().equals(txid)) {
            throw new IllegalArgumentException("these bytes are transaction " + transaction.txid() + ", not " + txid);
        }
        try {
            Hash256 answer = rpc.send(raw);
            if (!answer.equals(txid)) {
                throw rpc.nonsense("sendrawtransaction", "the id " + answer + " for what is " + txid);
            }
            return BroadcastResult.ACCEPTED;
        } catch (RpcException e) {
            return refused(e, transaction);
        } catch (WalletException e) {
            if (e.reason() == Reason.UNREACHABLE && arrivedAllTheSame(transaction, e)) {
                return BroadcastResult.KNOWN;
            }
            throw e;
        }
    }

    private BroadcastResult refused(RpcException e, RawTransaction transaction) {
        return switch (e.code()) {
            case WalletErrors.ALREADY_IN_CHAIN -> BroadcastResult.KNOWN;
            case WalletErrors.VERIFY, WalletErrors.VERIFY_REJECTED -> judge(e.nodeMessage(), transaction);
            case RpcException.DECODE_FAILED -> new BroadcastResult(Outcome.REJECTED, e.nodeMessage());
            default -> throw e;
        };
    }

    private BroadcastResult judge(String reason, RawTransaction transaction) {
        TransactionState state = tracker.find(transaction.txid(), transaction.inputs());
        return switch (state.status()) {
            case CONFIRMED, IN_MEMPOOL -> BroadcastResult.KNOWN;
            case CONFLICTED -> {
                String by = state.conflict() == null ? "" : ", spent by " + state.conflict();
                yield new BroadcastResult(Outcome.CONFLICT, reason + by);
            }
            case UNKNOWN -> new BroadcastResult(Outcome.REJECTED, reason);
        };
    }

    /** The connection broke or the time was over: perhaps before, perhaps after the daemon took it. */
    private boolean arrivedAllTheSame(RawTransaction transaction, WalletException cause) {
        try {
            return switch (tracker.find(transaction.txid(), transaction.inputs())
                    .status()) {
                case CONFIRMED, IN_MEMPOOL -> true;
                case CONFLICTED, UNKNOWN -> false;
            };
        } catch (RpcException | WalletException e) {
            cause.addSuppressed(e);
            return false;
        }
    }
}
