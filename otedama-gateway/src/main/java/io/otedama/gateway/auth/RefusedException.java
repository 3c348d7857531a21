package io.otedama.gateway.auth;

import io.otedama.error.PoolException;

/** A credential that is not good. The message says why without telling anything of the credential. */
public final class RefusedException extends PoolException {
    private static final long serialVersionUID = 1L;

    private final boolean guess;

    /** The credential may be a guess. */
    public RefusedException(String message) {
        this(message, true);
    }

    private RefusedException(String message, boolean guess) {
        super(message);
        this.guess = guess;
    }

    /** The credential is one that this pool has given, and is good no more: its holder forgot to renew it. */
    public static RefusedException outdated(String message) {
        return new RefusedException(message, false);
    }

    /** True when it may have been made up: too many of those, and their address has to wait. */
    public boolean isGuess() {
        return guess;
    }
}
