package io.otedama.stratum.v1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.otedama.share.ShareVerdict;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Eight answers to shares, gathered and flushed together; the channel throws away what it gets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("FutureReturnValueIgnored") // void promises
public class ReplyBenchmark {
    private static final int REPLIES = 8;
    private static final int SCRATCH_BYTES = 256;

    private final Sink sink = new Sink();
    private final EmbeddedChannel channel = new EmbeddedChannel(sink);
    private final V1Outbound outbound = new V1Outbound(channel, new IdTable(1), new byte[SCRATCH_BYTES]);
    private final ObjectMapper jackson = new ObjectMapper();
    private long id;

    @TearDown
    public void tearDown() {
        channel.close();
    }

    @Benchmark
    @OperationsPerInvocation(REPLIES)
    public long outbound() {
        for (int i = 0; i < REPLIES; i++) {
            outbound.reply(++id, V1Replies.verdict(ShareVerdict.ACCEPTED));
        }
        outbound.flush();
        return sink.bytes;
    }

    @Benchmark
    @OperationsPerInvocation(REPLIES)
    public long baselineFormat() {
        for (int i = 0; i < REPLIES; i++) {
            write(Ascii.bytes(String.format(Locale.ROOT, "{\"id\":%d,\"result\":%b,\"error\":null}\n", ++id, true)));
        }
        channel.flush();
        return sink.bytes;
    }

    @Benchmark
    @OperationsPerInvocation(REPLIES)
    public long baselineJackson() throws JsonProcessingException {
        for (int i = 0; i < REPLIES; i++) {
            Map<String, Object> reply = new HashMap<>();
            reply.put("id", ++id);
            reply.put("result", true);
            reply.put("error", null);
            write(jackson.writeValueAsBytes(reply));
        }
        channel.flush();
        return sink.bytes;
    }

    private void write(byte[] reply) {
        channel.write(channel.alloc().directBuffer(reply.length).writeBytes(reply), channel.voidPromise());
    }

    /** The end of everything that is written. */
    private static final class Sink extends ChannelOutboundHandlerAdapter {
        private long bytes;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ByteBuf buffer = (ByteBuf) message;
            bytes += buffer.readableBytes();
            buffer.release();
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            // nothing was kept
        }
    }
}
