package io.otedama.job;

import io.otedama.chain.Hash256;

/**
 * A solved header with its coinbase.
 *
 * @param header 80 bytes, owned by the solution
 * @param coinbase serialised without witness, owned by the solution
 * @param workerId who found it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by hash, never by content
public record Solution(Job job, Hash256 blockHash, byte[] header, byte[] coinbase, int workerId) {}
