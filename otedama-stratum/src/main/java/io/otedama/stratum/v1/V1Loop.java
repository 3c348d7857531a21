package io.otedama.stratum.v1;

import io.netty.channel.EventLoop;
import io.otedama.stratum.loop.MinerLoop;
import io.otedama.stratum.loop.ServerTerms;

/** One event loop that speaks Stratum V1, with what decoding reuses from line to line. */
final class V1Loop extends MinerLoop<EncodedJob> {
    private final V1Scratch scratch;

    V1Loop(EventLoop eventLoop, ServerTerms terms) {
        super(eventLoop, terms);
        this.scratch = new V1Scratch(terms.limits());
    }

    V1Scratch scratch() {
        return scratch;
    }
}
