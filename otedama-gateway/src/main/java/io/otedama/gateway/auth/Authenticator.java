package io.otedama.gateway.auth;

import io.otedama.spi.PoolClock;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keys and tokens together. Any thread. */
public final class Authenticator {
    private final ApiKeys keys;
    private final Tokens tokens;

    /**
     * @param directory null: nothing outlives the process
     * @param poolName issuer and audience of tokens
     * @throws io.otedama.error.PoolException when what is in the directory cannot be used
     */
    public Authenticator(@Nullable Path directory, PoolClock clock, String poolName) {
        this.keys = new ApiKeys(directory == null ? null : directory.resolve("gateway-keys.json"), clock);
        this.tokens = new Tokens(directory, clock, "otedama:" + poolName, "otedama-gateway:" + poolName);
    }

    public ApiKeys keys() {
        return keys;
    }

    public Tokens tokens() {
        return tokens;
    }

    /** Makes a key for the operator when there is none, and shows it this once. */
    public void ensureAdmin(Consumer<String> oneTimeKey) {
        if (!keys.hasAdmin()) {
            Set<Scope> all = Set.of(Scope.READ, Scope.ADMIN_READ, Scope.ADMIN_WRITE);
            oneTimeKey.accept(keys.make("first admin key", all, null, null).text());
        }
    }

    /**
     * @param credential a key or a token
     * @throws RefusedException when it is not good
     */
    public Caller check(String credential) {
        return credential.startsWith(ApiKeys.PREFIX) ? keys.check(credential) : tokens.check(credential);
    }

    /**
     * False once the credential that somebody showed before was deleted, revoked or has expired: a connection outlives the moment in
     * which it was checked. Cheap, no cryptography.
     */
    public boolean isStillGood(Caller caller) {
        return caller.isAnybody() || keys.isGood(caller.id()) || tokens.isGood(caller.id());
    }
}
