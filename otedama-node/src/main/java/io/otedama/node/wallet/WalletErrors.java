package io.otedama.node.wallet;

import io.otedama.error.WalletException;
import io.otedama.error.WalletException.Reason;
import io.otedama.node.rpc.RpcException;
import java.util.function.Supplier;

/** What the daemon's error codes mean to a payer. */
final class WalletErrors {
    /** {@code RPC_WALLET_ERROR}: too few coins, too small outputs; the text says which. */
    static final int WALLET = -4;

    static final int BAD_PARAMETER = -8;
    static final int WRONG_ENCRYPTION_STATE = -15;
    static final int VERIFY = -25;
    static final int VERIFY_REJECTED = -26;
    static final int ALREADY_IN_CHAIN = -27;

    private static final int INSUFFICIENT_FUNDS = -6;
    private static final int KEYPOOL_EMPTY = -12;
    private static final int UNLOCK_NEEDED = -13;
    private static final int WRONG_PASSPHRASE = -14;
    private static final int WALLET_NOT_FOUND = -18;
    private static final int WALLET_NOT_SPECIFIED = -19;

    private WalletErrors() {}

    /** Does something that asks the daemon; its refusals come out as {@link WalletException}. */
    static <T> T translate(Supplier<T> call) {
        try {
            return call.get();
        } catch (RpcException e) {
            throw meaning(e);
        }
    }

    static WalletException meaning(RpcException e) {
        return switch (e.code()) {
            case RpcException.WARM_UP -> exception(Reason.UNREACHABLE, e, "try again when it runs");
            case WALLET ->
                exception(Reason.REFUSED, e, "an output that is too small to be passed on is dust: pay more");
            case INSUFFICIENT_FUNDS -> exception(Reason.INSUFFICIENT_FUNDS, e, "wait until blocks have matured");
            case UNLOCK_NEEDED -> exception(Reason.LOCKED, e, "the wallet is encrypted: give its passphrase");
            case WRONG_PASSPHRASE -> exception(Reason.LOCKED, e, "give the right passphrase");
            case KEYPOOL_EMPTY ->
                exception(
                        Reason.LOCKED,
                        e,
                        "the wallet has no key left for the change: unlock it and call keypoolrefill");
            case WALLET_NOT_FOUND ->
                exception(Reason.REFUSED, e, "load the wallet, and let the node load it at every start (wallet=NAME)");
            case WALLET_NOT_SPECIFIED ->
                exception(Reason.REFUSED, e, "name the wallet: the path of the URL is /wallet/NAME");
            case RpcException.UNKNOWN_METHOD ->
                exception(Reason.REFUSED, e, "the node runs without wallet support, or is too old");
            default -> exception(Reason.REFUSED, e, "");
        };
    }

    private static WalletException exception(Reason reason, RpcException e, String remedy) {
        String message = e.getMessage() + (remedy.isEmpty() ? "" : "; " + remedy);
        return new WalletException(reason, message, e);
    }

    /** True when the chosen coins do not cover the payment and its fee. */
    static boolean isTooLittle(RpcException e) {
        String text = e.nodeMessage();
        return e.code() == INSUFFICIENT_FUNDS
                || (e.code() == WALLET && (text.contains("nsufficient funds") || text.contains("preselected coins")));
    }
}
