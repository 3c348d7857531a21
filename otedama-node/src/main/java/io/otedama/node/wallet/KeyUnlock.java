package io.otedama.node.wallet;

import io.otedama.error.WalletException;
import io.otedama.node.rpc.RpcException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the wallet use its keys for one call. An encrypted wallet is unlocked just before, for at most ten seconds, and
 * locked straight after, whatever happened; one that its owner had unlocked is locked then, too.
 */
final class KeyUnlock {
    /** Should we die in between, the wallet locks itself. */
    static final int SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(CoreWallet.class);

    private final WalletRpc rpc;
    private final @Nullable Supplier<char[]> passphrase;

    KeyUnlock(WalletRpc rpc, @Nullable Supplier<char[]> passphrase) {
        this.rpc = rpc;
        this.passphrase = passphrase;
    }

    <T> T whileUnlocked(Supplier<T> call) {
        if (!unlock()) {
            return call.get();
        }
        try {
            return call.get();
        } finally {
            lock();
        }
    }

    /** False when there is nothing to unlock. */
    private boolean unlock() {
        if (passphrase == null) {
            return false;
        }
        char[] secret = passphrase.get();
        try {
            rpc.call("walletpassphrase", new String(secret), SECONDS);
            return true;
        } catch (RpcException e) {
            if (e.code() == WalletErrors.WRONG_ENCRYPTION_STATE) {
                return false; // not encrypted
            }
            throw e;
        } catch (WalletException e) {
            lock(); // no answer: perhaps it is open
            throw e;
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private void lock() {
        try {
            rpc.call("walletlock");
        } catch (RpcException | WalletException e) {
            LOG.warn("the wallet could not be locked, it locks itself within {} s: {}", SECONDS, e.getMessage());
        }
    }
}
