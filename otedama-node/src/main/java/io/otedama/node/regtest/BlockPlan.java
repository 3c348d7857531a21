package io.otedama.node.regtest;

import io.otedama.chain.Hash256;
import java.util.List;

/**
 * A block to be built.
 *
 * @param transactions without the coinbase
 * @param value what the coinbase pays, base units
 * @param time header time, seconds since 1970
 */
record BlockPlan(Hash256 parent, int height, int bits, List<RegtestTransaction> transactions, long value, long time) {}
