package io.otedama.bench.sv2;

import io.otedama.stratum.v2.noise.AuthorityKey;
import org.jspecify.annotations.Nullable;

/**
 * How miners speak Stratum V2. Immutable.
 *
 * @param extended true: an extended channel each; false: a standard one
 * @param plain without encryption, which servers take from their own machine only
 * @param authority who must vouch for the server; null: nobody
 */
public record Sv2Terms(
        boolean extended, boolean plain, @Nullable AuthorityKey authority) {
    /** The kind of channel, as the command line says it. */
    public String channel() {
        return extended ? "extended" : "standard";
    }
}
