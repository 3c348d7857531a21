package io.otedama.stratum.v2.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.otedama.chain.Hash256;
import io.otedama.stratum.v1.UsualSubmit;
import io.otedama.stratum.v2.frame.FrameBuffers;
import io.otedama.stratum.v2.frame.FrameEncoder;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.frame.FrameHeader;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.frame.PlainCipher;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import io.otedama.stratum.v2.message.mining.SubmitSharesExtended;
import io.otedama.stratum.v2.message.mining.SubmitSharesStandard;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Stratum V2 shares from plain frames to numbers, and answers and jobs to frames for the socket, in the clear. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MessageBenchmark {
    private static final long NTIME = 0x684f9a80L;
    private static final long VERSION = 0x20e0c000L;
    private static final int EXTRANONCE_BYTES = 8;
    private static final int WIRE_BYTES = 256;

    private final SubmitSharesStandard standard = new SubmitSharesStandard();
    private final SubmitSharesExtended extended = new SubmitSharesExtended();
    private final byte[] extranonce = new byte[EXTRANONCE_BYTES];
    private final byte[] standardFrame = standardFrame();
    private final byte[] extendedFrame = extendedFrame();

    private final FrameWriter writer = new FrameWriter();
    private final FrameEncoder encoder = new FrameEncoder(new PlainCipher(), new FrameBuffers());
    private final ByteBuf wire = Unpooled.buffer(WIRE_BYTES);

    private final UsualSubmit v1 = new UsualSubmit();
    private long count;

    private static byte[] standardFrame() {
        FrameWriter out = new FrameWriter();
        SubmitSharesStandard.encode(out, 2, 1337, 9, 0xdeadbeefL, NTIME, VERSION);
        return out.toBytes();
    }

    private static byte[] extendedFrame() {
        FrameWriter out = new FrameWriter();
        SubmitSharesExtended.encode(out, 2, 1337, 9, 0xdeadbeefL, NTIME, VERSION, new byte[EXTRANONCE_BYTES]);
        return out.toBytes();
    }

    private static MessageView read(byte[] frame, MessageView view) throws FrameException {
        MessageType type = MessageType.require(FrameHeader.extensionType(frame, 0), FrameHeader.messageType(frame, 0));
        if (type != view.type()) {
            throw new IllegalStateException("another message");
        }
        view.wrap(frame, FrameHeader.BYTES, FrameHeader.payloadBytes(frame, 0));
        return view;
    }

    @Benchmark
    public long readStandardShare() throws FrameException {
        read(standardFrame, standard);
        return standard.channelId()
                + standard.sequenceNumber()
                + standard.jobId()
                + standard.nonce()
                + standard.ntime()
                + standard.version();
    }

    @Benchmark
    public long readExtendedShare() throws FrameException {
        read(extendedFrame, extended);
        extended.copyExtranonce(extranonce, 0);
        return extended.channelId()
                + extended.sequenceNumber()
                + extended.jobId()
                + extended.nonce()
                + extended.ntime()
                + extended.version()
                + extranonce[0];
    }

    @Benchmark
    public ByteBuf writeSuccess() {
        writer.reset();
        SubmitSharesSuccess.encode(writer, 2, ++count, 1, 1024);
        return framed();
    }

    @Benchmark
    public ByteBuf writeNewMiningJob() {
        writer.reset();
        NewMiningJob.encode(writer, 2, ++count, NTIME, VERSION, Hash256.ZERO);
        return framed();
    }

    private ByteBuf framed() {
        wire.clear();
        encoder.encode(writer, wire);
        return wire;
    }

    /** What the same share costs as a line of V1. */
    @Benchmark
    public boolean baselineV1SubmitLine() {
        return v1.scan();
    }
}
