package io.otedama.stratum.client;

import io.netty.channel.Channel;
import io.otedama.bench.miner.MinerConnection;
import io.otedama.bench.miner.MinerEvents;
import io.otedama.bench.miner.MinerProtocol;
import java.util.function.IntFunction;

/** Stratum V1 for one event loop. */
public final class LoadConnections implements MinerProtocol {
    private final NoticeCache notices = new NoticeCache();
    private final IntFunction<StratumClientBuilder> settings;

    /**
     * @param settings of the miner with that number
     */
    public LoadConnections(IntFunction<StratumClientBuilder> settings) {
        this.settings = settings;
    }

    @Override
    public MinerConnection join(Channel channel, int number, MinerEvents events) {
        LoadConnection made = new LoadConnection(channel, settings.apply(number), number, notices, events);
        channel.pipeline().addLast(made);
        return made;
    }
}
