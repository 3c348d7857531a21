package io.otedama.pow;

/** Hashes headers on one thread without allocating. */
@FunctionalInterface
public interface PowHasher {
    /**
     * Writes the proof-of-work hash, 32 bytes, internal order, to {@code out} at {@code outOffset}.
     *
     * @param header holds the 80 header bytes from {@code headerOffset} on; not modified
     * @throws IllegalArgumentException when a range is not inside its array; the hasher stays usable
     */
    void hash(byte[] header, int headerOffset, byte[] out, int outOffset);
}
