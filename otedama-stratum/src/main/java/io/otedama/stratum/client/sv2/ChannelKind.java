package io.otedama.stratum.client.sv2;

/** Which kind of channel a client opens. */
public enum ChannelKind {
    /** The server chooses the merkle root; the miner rolls nonce, time and version. */
    STANDARD,
    /** The miner chooses a part of the extranonce, too. */
    EXTENDED
}
