package io.otedama.stratum.v2.noise;
/** Stub. */
public final class ServerIdentity {
    /** Stub. */
    public ServerIdentity(AuthorityKeyPair a) {}

    public Object current(long s) {
        return this;
    }
}
