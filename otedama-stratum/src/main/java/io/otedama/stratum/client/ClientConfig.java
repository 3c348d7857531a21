package io.otedama.stratum.client;

import io.otedama.chain.Difficulty;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Checked settings of one client, made by {@link StratumClientBuilder}.
 *
 * @param tls encrypts the connection; null: it is not encrypted
 * @param versionMask bits of the version the client would like to roll; 0: does not ask
 * @param maxOutstanding submits without answer at any moment; a power of two
 */
record ClientConfig(
        InetSocketAddress server,
        @Nullable SSLContext tls,
        @Nullable SocketAddress localAddress,
        String user,
        String password,
        String userAgent,
        int versionMask,
        boolean extranonceSubscription,
        @Nullable Difficulty suggestedDifficulty,
        @Nullable Difficulty minimumDifficulty,
        boolean pipelinedHandshake,
        long shareMultiplier,
        int maxLineBytes,
        int maxOutstanding,
        ReconnectPolicy reconnect,
        ClientTimeouts timeouts) {

    boolean asksToConfigure() {
        return versionMask != 0 || minimumDifficulty != null;
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "client of " + server + " as " + user;
    }
}
