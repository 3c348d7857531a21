package io.otedama.bench.miner;

import io.netty.channel.Channel;

/** Speaks one protocol for the connections of one event loop, which share what they can. */
public interface MinerProtocol {
    /**
     * Puts a connection on a channel that is being made; event loop only.
     *
     * @param number of the miner, for its user name
     */
    MinerConnection join(Channel channel, int number, MinerEvents events);
}
