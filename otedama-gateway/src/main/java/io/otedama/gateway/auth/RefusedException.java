package io.otedama.gateway.auth;

import io.otedama.error.PoolException;

/** A credential that is not good. The message says why without telling anything of the credential. */
public final class RefusedException extends PoolException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
