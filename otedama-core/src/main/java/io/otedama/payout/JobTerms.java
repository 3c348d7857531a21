package io.otedama.payout;

import io.otedama.chain.Work;

/**
 * What the chain asks and pays at the moment.
 *
 * @param bits compact network target
 * @param networkWork expected hashes of a block
 * @param subsidy what a block creates, without fees; base units
 */
public record JobTerms(int bits, Work networkWork, long subsidy) {}
