package io.otedama.stratum.v2.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.otedama.stratum.v2.frame.FrameBuffers;
import io.otedama.stratum.v2.frame.FrameEncoder;
import io.otedama.stratum.v2.frame.FrameHeader;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.frame.PlainCipher;
import io.otedama.stratum.v2.message.mining.SubmitSharesExtended;
import io.otedama.stratum.v2.message.mining.SubmitSharesStandard;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Shares are written, sealed, read and acknowledged without allocation. */
class MessageAllocationTest {
    private static final int WARM_UP = 200_000;
    private static final int SHARES = 200_000;

    private final FrameWriter writer = new FrameWriter();
    private final FrameEncoder encoder = new FrameEncoder(new PlainCipher(), new FrameBuffers());
    private final ByteBuf wire = new UnpooledByteBufAllocator(true, true).directBuffer(1_024);
    private final SubmitSharesStandard standard = new SubmitSharesStandard();
    private final SubmitSharesExtended extended = new SubmitSharesExtended();
    private final SubmitSharesSuccess success = new SubmitSharesSuccess();
    private final byte[] extranonce = new byte[8];
    private long sum;

    @Test
    void aShareAllocatesNothing() throws MalformedMessageException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        exchange(WARM_UP);
        long before = threads.getThreadAllocatedBytes(id);
        exchange(SHARES);
        long bytes = threads.getThreadAllocatedBytes(id) - before;

        assertThat(sum).isNotZero();
        assertThat(bytes).as("bytes for %d shares", SHARES).isLessThan(SHARES / 100);
        wire.release();
    }

    private void exchange(int shares) throws MalformedMessageException {
        for (int i = 0; i < shares; i++) {
            writer.reset();
            SubmitSharesStandard.encode(writer, 2, i, 9, i, 1_700_000_001L, 0x20000020);
            int second = writer.length();
            SubmitSharesExtended.encode(writer, 2, i, 9, i, 1_700_000_001L, 0x20000020, extranonce);
            int third = writer.length();
            SubmitSharesSuccess.encode(writer, 2, i, 1, i);
            encoder.encode(writer, wire.clear());
            readShares(second, third);
            success.wrap(writer.array(), third + FrameHeader.BYTES, FrameHeader.payloadBytes(writer.array(), third));
            sum += success.channelId() + success.lastSequenceNumber() + success.newSharesSum();
        }
    }

    private void readShares(int second, int third) throws MalformedMessageException {
        standard.wrap(writer.array(), FrameHeader.BYTES, second - FrameHeader.BYTES);
        sum += standard.channelId() + standard.sequenceNumber() + standard.jobId() + standard.nonce();
        sum += standard.ntime() + standard.version();
        extended.wrap(writer.array(), second + FrameHeader.BYTES, third - second - FrameHeader.BYTES);
        sum += extended.channelId() + extended.nonce() + extended.extranonceLength();
        extended.copyExtranonce(extranonce, 0);
    }
}
