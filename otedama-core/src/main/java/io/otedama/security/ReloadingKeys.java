package io.otedama.security;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives each new TLS connection of a server the material that is in force, which can be exchanged at any moment. Any thread.
 *
 * <p>A handshake asks three times: for an alias, for the chain of that alias, for the key of that alias. So that no chain is
 * ever used with another key, an alias names one material, and the one before the newest is kept for handshakes under way.
 */
public final class ReloadingKeys extends X509ExtendedKeyManager {
    private volatile Generation newest;

    public ReloadingKeys(TlsMaterial first) {
        newest = new Generation(0, first, null);
    }

    private record Generation(
            long number, TlsMaterial material, @Nullable Generation before) {
        String alias() {
            return Long.toString(number);
        }
    }

    /** From the next connection on this is used. */
    public synchronized void replace(TlsMaterial next) {
        Generation now = newest;
        newest = new Generation(now.number() + 1, next, new Generation(now.number(), now.material(), null));
    }

    /** What new connections are given. */
    public TlsMaterial material() {
        return newest.material();
    }

    private @Nullable TlsMaterial byAlias(@Nullable String alias) {
        for (Generation g = newest; g != null; g = g.before()) {
            if (g.alias().equals(alias)) {
                return g.material();
            }
        }
        return null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        Generation now = newest;
        return now.material().key().getAlgorithm().equals(keyType) ? now.alias() : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = chooseEngineServerAlias(keyType, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        TlsMaterial material = byAlias(alias);
        return material == null ? null : material.chain().toArray(new X509Certificate[0]);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
        TlsMaterial material = byAlias(alias);
        return material == null ? null : material.key();
    }

    // ---- never a client

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String toString() {
        return newest.material().toString();
    }
}
