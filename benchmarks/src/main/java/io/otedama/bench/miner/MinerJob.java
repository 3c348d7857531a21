package io.otedama.bench.miner;

import io.otedama.chain.Target;

/** A job as a generator sees it. One object for as long as the connection's job is the same. */
public interface MinerJob {
    /** What the hash of a share must meet. */
    Target target();

    /** Bytes of the coinbase that the miner chooses; 0: shares can only differ in the header. */
    int extranonceBytes();

    /** For looking at hashes; dear, so made only when that is needed. */
    HeaderSearch search();
}
