package io.otedama.spi;

import io.otedama.chain.Hash256;

/**
 * A block the pool found, unique by hash.
 *
 * @param sequence of the first journal record about it; the key that pages go by
 * @param value of its coinbase, base units
 * @param finder account of the worker who found it
 * @param statusMillis when the status was recorded, milliseconds since 1970
 */
public record StoredBlock(
        long sequence,
        Hash256 hash,
        int height,
        BlockRecord.Status status,
        long value,
        String finder,
        long statusMillis) {}
