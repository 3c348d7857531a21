package io.otedama.stratum.client.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.otedama.chain.Hash256;
import io.otedama.stratum.client.DisconnectReason;
import io.otedama.stratum.client.ProtocolException;
import io.otedama.stratum.client.Redirect;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.frame.FrameHeader;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MessageView;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.SetExtranoncePrefix;
import io.otedama.stratum.v2.message.mining.SetGroupChannel;
import io.otedama.stratum.v2.message.mining.SetNewPrevHash;
import io.otedama.stratum.v2.message.mining.SetTarget;
import io.otedama.stratum.v2.message.mining.SubmitSharesError;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a server says after the opening is taken or refused; nothing else is thrown, and what is kept is bounded. */
class Sv2DialogFuzzTest {
    private static final long CHANNEL = Sv2FakePool.CHANNEL;

    private int jobs;

    @FuzzTest
    void anyBytesAreTakenOrRefused(byte[] input) {
        play(opened(), input);
    }

    @Test
    void damagedMessagesAreTakenOrRefused() {
        long seed = Long.getLong("otedama.seed", System.nanoTime());
        System.err.println("Sv2DialogFuzzTest: -Dotedama.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = usual();
        Sv2Dialog dialog = opened();
        for (int round = 0; round < 20_000; round++) {
            byte[] input = good.clone();
            int damages = random.nextInt(4);
            for (int i = 0; i < damages; i++) {
                input[random.nextInt(input.length)] = (byte) random.nextInt(256);
            }
            dialog = play(dialog, input) ? dialog : opened();
        }
        assertThat(jobs).isGreaterThan(1_000);
    }

    /** A future job, its block, an active job, and what goes with them. */
    private static byte[] usual() {
        FrameWriter out = new FrameWriter();
        List<Hash256> path = List.of(Sv2FakePool.hash(1));
        NewExtendedMiningJob.encode(out, CHANNEL, 1, MessageView.ABSENT, 2, true, path, new byte[3], new byte[3]);
        SetTarget.encode(out, CHANNEL, Sv2FakePool.TARGET);
        SetNewPrevHash.encode(out, CHANNEL, 1, Sv2FakePool.PREVIOUS, 9, Sv2FakePool.NBITS);
        SetExtranoncePrefix.encode(out, CHANNEL, new byte[4]);
        NewExtendedMiningJob.encode(out, Sv2FakePool.GROUP, 2, 10, 2, true, path, new byte[3], new byte[3]);
        SetGroupChannel.encode(out, Sv2FakePool.GROUP, new long[] {CHANNEL});
        SubmitSharesSuccess.encode(out, CHANNEL, 1, 1, 1);
        SubmitSharesError.encode(out, CHANNEL, 1, "stale-share");
        return out.toBytes();
    }

    /** False when a message was refused. */
    private static boolean play(Sv2Dialog dialog, byte[] frames) {
        int at = 0;
        while (frames.length - at >= FrameHeader.BYTES) {
            int body = at + FrameHeader.BYTES;
            int length = Math.min(FrameHeader.payloadBytes(frames, at), frames.length - body);
            try {
                dialog.onMessage(
                        FrameHeader.extensionType(frames, at),
                        FrameHeader.messageType(frames, at),
                        frames,
                        body,
                        length);
            } catch (FrameException | ProtocolException e) {
                assertThat(e.getMessage()).isNotEmpty();
                return false;
            }
            at = body + length;
        }
        return true;
    }

    private Sv2Dialog opened() {
        Sv2ClientConfig config = Sv2Client.builder()
                .server("localhost", 1)
                .plaintext()
                .user("u")
                .extended(4)
                .check();
        Sv2Dialog dialog = new Sv2Dialog(config, config.demand(), 1, new Nowhere(), new Counter(), new ShareDesk(4));
        FrameWriter out = new FrameWriter();
        SetupConnectionSuccess.encode(out, 2, 0);
        OpenExtendedMiningChannelSuccess.encode(
                out, 1, CHANNEL, Sv2FakePool.TARGET, 4, Sv2FakePool.PREFIX, Sv2FakePool.GROUP);
        assertThat(play(dialog, out.toBytes())).isTrue();
        return dialog;
    }

    /** A connection that leads nowhere. */
    private static final class Nowhere implements Sv2Dialog.Wire {
        private final FrameWriter frames = new FrameWriter();

        @Override
        public FrameWriter frames() {
            return frames;
        }

        @Override
        public void flush() {
            frames.reset();
        }

        @Override
        public void refused(String words) {}

        @Override
        public void channelClosed(String reasonCode) {}

        @Override
        public void reconnect(String host, int port) {}
    }

    private final class Counter implements Sv2Events {
        @Override
        public void active() {}

        @Override
        public void opened(Sv2Channel channel) {}

        @Override
        public void job(Sv2Job job, boolean current) {
            assertThat(job.coinbaseFrame().length).isLessThan(1_000);
            jobs++;
        }

        @Override
        public void channel(Sv2Channel channel) {}

        @Override
        public void updateRefused(String errorCode) {}

        @Override
        public void error(ProtocolException error) {}

        @Override
        public void closed(DisconnectReason reason, String detail, @Nullable Redirect redirect) {}
    }
}
