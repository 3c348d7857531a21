package io.otedama.stratum.client;

import java.util.Map;

/**
 * What a {@link CpuMiner} has done so far. Read one by one from live counters: exact once the miner is closed and nothing
 * is outstanding.
 *
 * @param hashes headers hashed
 * @param submitted shares sent to the server
 * @param accepted of these, answered yes
 * @param rejected of these, answered no: by the server's error code
 * @param lost of these, not answered because the connection ended or the reply took too long
 * @param notSent shares found when there was no connection to send them over
 * @param blocks hashes that met the network target, sent or not
 */
public record MinerCounts(
        long hashes, long submitted, long accepted, Map<Integer, Long> rejected, long lost, long notSent, long blocks) {
    public MinerCounts {
        rejected = Map.copyOf(rejected);
    }

    /** Shares answered no, whatever the code. */
    public long rejectedTotal() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Shares sent whose fate is open. */
    public long outstanding() {
        return submitted - accepted - rejectedTotal() - lost;
    }
}
