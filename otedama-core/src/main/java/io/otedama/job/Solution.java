package io.otedama.job;

import io.otedama.chain.Hash256;
import io.otedama.spi.JobVariant;

/**
 * A solved header with its coinbase.
 *
 * @param variant whose coinbase it is: which split it pays, and whose the rest is
 * @param header 80 bytes, owned by the solution
 * @param coinbase serialised without witness, owned by the solution
 * @param workerId who found it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by hash, never by content
public record Solution(Job job, JobVariant variant, Hash256 blockHash, byte[] header, byte[] coinbase, int workerId) {}
