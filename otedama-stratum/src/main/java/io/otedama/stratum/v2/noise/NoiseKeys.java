package io.otedama.stratum.v2.noise;

/**
 * What a handshake ends in, seen from one side: its own cipher for what it sends, its peer's for what it receives. Owned
 * by the connection, which destroys them when it closes.
 */
public record NoiseKeys(CipherState sending, CipherState receiving) {
    /** Forgets both keys. */
    public void destroy() {
        sending.destroy();
        receiving.destroy();
    }
}
