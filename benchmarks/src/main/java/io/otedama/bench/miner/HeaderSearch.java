package io.otedama.bench.miner;

/** A header in which single fields are changed. One thread; allocates nothing. */
public interface HeaderSearch {
    /** Sets the extranonce to the low bytes of {@code counter}, most significant first, and hashes up to the root. */
    void extranonce(long counter);

    void nonce(int nonce);

    /** The live 80 bytes, not a copy; read only. */
    byte[] header();
}
