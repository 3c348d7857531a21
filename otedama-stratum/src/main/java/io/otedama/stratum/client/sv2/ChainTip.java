package io.otedama.stratum.client.sv2;

import io.otedama.chain.Hash256;

/**
 * What SetNewPrevHash says.
 *
 * @param minTime smallest time of a header, seconds since 1970, unsigned 32 bit
 * @param bits compact network target
 */
record ChainTip(Hash256 previousBlock, int minTime, int bits) {
    ChainTip withMinTime(int other) {
        return new ChainTip(previousBlock, other, bits);
    }
}
