package io.otedama.job;

import io.otedama.chain.Hash256;
import java.util.List;

/**
 * Work that a miner selected himself, as Stratum V2 SetCustomMiningJob describes it. Immutable; the arrays are not modified.
 *
 * @param minTime earliest header time, seconds since 1970
 * @param bits compact network target
 * @param scriptPrefix start of the coinbase input's script, at most {@value #MAX_SCRIPT_PREFIX_BYTES} bytes; the extranonce
 *     follows and ends the script
 * @param sequence of the coinbase input
 * @param outputs of the coinbase: their number as compact size, then each
 * @param merkleBranch siblings of the coinbase, deepest first
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record CustomWork(
        int version,
        Hash256 previousBlock,
        long minTime,
        int bits,
        int coinbaseVersion,
        byte[] scriptPrefix,
        int sequence,
        byte[] outputs,
        int lockTime,
        List<Hash256> merkleBranch) {
    /** Longest script prefix of the protocol. */
    public static final int MAX_SCRIPT_PREFIX_BYTES = 8;

    public CustomWork {
        merkleBranch = List.copyOf(merkleBranch);
    }
}
