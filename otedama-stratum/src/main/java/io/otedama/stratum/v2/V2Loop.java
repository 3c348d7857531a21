package io.otedama.stratum.v2;

import io.netty.channel.EventLoop;
import io.otedama.session.ShareSubmission;
import io.otedama.stratum.loop.MinerLoop;
import io.otedama.stratum.loop.ServerTerms;
import io.otedama.stratum.v2.frame.FrameBuffers;
import io.otedama.stratum.v2.frame.FrameWriter;

/** One event loop that speaks Stratum V2, with what its connections reuse from message to message. */
final class V2Loop extends MinerLoop<V2Job> {
    private final Sv2Settings settings;
    private final JobTokens tokens;
    private final ChannelGate gate;
    private final FrameBuffers buffers = new FrameBuffers();
    private final FrameWriter writer = new FrameWriter();
    private final ShareSubmission submission = new ShareSubmission();
    private final MerkleRoots merkleRoots = new MerkleRoots();

    V2Loop(EventLoop eventLoop, ServerTerms terms, Sv2Settings settings, JobTokens tokens, ChannelGate gate) {
        super(eventLoop, terms);
        this.tokens = tokens;
        this.gate = gate;
        this.settings = settings;
    }

    Sv2Settings settings() {
        return settings;
    }

    JobTokens tokens() {
        return tokens;
    }

    ChannelGate gate() {
        return gate;
    }

    FrameBuffers buffers() {
        return buffers;
    }

    FrameWriter writer() {
        return writer;
    }

    ShareSubmission submission() {
        return submission;
    }

    MerkleRoots merkleRoots() {
        return merkleRoots;
    }
}
