package io.otedama.bench.sv2;

import io.netty.channel.Channel;
import io.otedama.bench.miner.MinerConnection;
import io.otedama.bench.miner.MinerEvents;
import io.otedama.bench.miner.MinerProtocol;
import io.otedama.chain.Hash256;
import io.otedama.stratum.v2.frame.FrameBuffers;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.mining.SubmitSharesError;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.function.IntFunction;

/** Stratum V2 for one event loop, and what its connections share. */
public final class Sv2Connections implements MinerProtocol {
    final Sv2Terms terms;
    final InetSocketAddress server;
    final int maxUnanswered;
    final FrameBuffers buffers = new FrameBuffers();
    final FrameWriter frames = new FrameWriter();
    final SecureRandom random = new SecureRandom();
    final SubmitSharesSuccess success = new SubmitSharesSuccess();
    final SubmitSharesError error = new SubmitSharesError();

    private final IntFunction<String> users;
    private Hash256 previousBlock = Hash256.ZERO;
    private String previousText = "";

    /**
     * @param server as it is dialled, which the client tells it
     * @param users user name of the miner with that number
     * @param maxUnanswered span of ids from the oldest submit without an answer to the newest
     */
    public Sv2Connections(Sv2Terms terms, InetSocketAddress server, IntFunction<String> users, int maxUnanswered) {
        this.terms = terms;
        this.server = server;
        this.users = users;
        this.maxUnanswered = maxUnanswered;
    }

    @Override
    public MinerConnection join(Channel channel, int number, MinerEvents events) {
        Sv2Connection made = new Sv2Connection(channel, this, users.apply(number), events);
        channel.pipeline().addLast(made);
        return made;
    }

    /** Its text, made once for all connections that are told of the same block. */
    String textOf(Hash256 block) {
        if (!block.equals(previousBlock)) {
            previousBlock = block;
            previousText = block.toString();
        }
        return previousText;
    }
}
