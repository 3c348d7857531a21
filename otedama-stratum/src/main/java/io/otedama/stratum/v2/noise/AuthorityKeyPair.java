package io.otedama.stratum.v2.noise;
/** Stub. */
public final class AuthorityKeyPair {
    /** Stub. */
    public static AuthorityKeyPair generate() {
        return new AuthorityKeyPair();
    }
}
