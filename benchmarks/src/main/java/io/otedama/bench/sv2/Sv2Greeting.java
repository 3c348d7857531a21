package io.otedama.bench.sv2;

import io.netty.buffer.ByteBuf;
import io.otedama.stratum.v2.noise.HandshakeException;
import io.otedama.stratum.v2.noise.NoiseInitiator;
import io.otedama.stratum.v2.noise.NoiseKeys;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The client's side of one Noise handshake, fed as bytes arrive. Event loop only. */
final class Sv2Greeting {
    private final NoiseInitiator initiator;
    private final byte[] answer = new byte[NoiseInitiator.ACT2_BYTES];
    private int have;

    Sv2Greeting(Sv2Terms terms, SecureRandom random) {
        initiator = new NoiseInitiator(terms.authority(), random);
    }

    /** What is sent first. */
    byte[] first() {
        return initiator.act1();
    }

    /**
     * Takes what belongs to the handshake and leaves the rest.
     *
     * @return the keys, null while the answer is not whole
     */
    @Nullable
    NoiseKeys take(ByteBuf in) throws HandshakeException {
        int some = Math.min(answer.length - have, in.readableBytes());
        in.readBytes(answer, have, some);
        have += some;
        return have < answer.length ? null : initiator.finish(answer, System.currentTimeMillis() / 1_000);
    }
}
