package io.otedama.stratum;

/** Whether the clients of a port encrypt with TLS ({@code stratum+ssl}). */
public enum TlsUse {
    /** Nobody does. */
    OFF,
    /** Who begins with TLS gets it, where the server has a certificate; the others go on without. */
    ALLOWED,
    /** Who does not begin with TLS is not served. */
    REQUIRED
}
