package io.otedama.stratum.client.sv2;

import io.otedama.chain.Target;

/**
 * What a client wants of its channel.
 *
 * @param nominalHashRate hashes per second that it expects to make
 * @param maxTarget easiest target that it can work with
 */
record Demand(float nominalHashRate, Target maxTarget) {
    static boolean isHashRate(float hashesPerSecond) {
        return Float.isFinite(hashesPerSecond) && hashesPerSecond > 0;
    }
}
