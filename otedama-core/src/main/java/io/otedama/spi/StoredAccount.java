package io.otedama.spi;

/**
 * What an account has, base units.
 *
 * @param name an address for miners
 * @param miner false for the pool's own accounts, whose balances may be below zero
 * @param immature from blocks that are not deep enough yet
 * @param payable owed
 * @param paying in payments that are not confirmed yet
 * @param paid received
 */
public record StoredAccount(String name, boolean miner, long immature, long payable, long paying, long paid) {}
