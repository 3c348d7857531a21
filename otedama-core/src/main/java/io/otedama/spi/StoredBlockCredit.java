package io.otedama.spi;

/**
 * One account's part of one block, base units.
 *
 * @param owed what the pool owes for it
 * @param direct what the block's own coinbase pays
 */
public record StoredBlockCredit(StoredBlock block, long owed, long direct) {}
