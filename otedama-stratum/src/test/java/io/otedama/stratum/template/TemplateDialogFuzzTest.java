package io.otedama.stratum.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.otedama.chain.BlockTemplate;
import io.otedama.spi.PoolClock;
import io.otedama.stratum.v2.frame.FrameHeader;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.template.NewTemplate;
import io.otedama.stratum.v2.message.template.RequestTransactionDataSuccess;
import io.otedama.stratum.v2.message.template.SetNewPrevHash;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever a provider says, the dialog goes on or ends the connection; it throws nothing. */
class TemplateDialogFuzzTest {
    private static final int ROUNDS = 20_000;

    private static final class Nothing implements TemplateIntake.Sink, TemplateDialog.Wire {
        private boolean over;
        private int delivered;

        @Override
        public void send(Consumer<FrameWriter> message) {
            message.accept(new FrameWriter());
        }

        @Override
        public void established() {}

        @Override
        public void end(String why) {
            over = true;
        }

        @Override
        public void request(long templateId) {}

        @Override
        public void deliver(BlockTemplate template, boolean reorg) {
            delivered++;
        }

        @Override
        public void refused(String why, boolean noWork) {}

        @Override
        public void violated(String how) {
            over = true;
        }
    }

    private static byte[] conversation() {
        FrameWriter out = new FrameWriter();
        BlockTemplate template = SampleTemplates.on(100, 1, SampleTemplates.segwit(1));
        SetupConnectionSuccess.encode(out, 2, 0);
        for (long id = 1; id <= 2; id++) {
            NewTemplate.encode(
                    out,
                    id,
                    id == 1,
                    2,
                    2,
                    new byte[] {1, 100},
                    -1,
                    5_000_000_000L,
                    1,
                    FakeTemplateProvider.output(SampleTemplates.commitment(template.transactions())),
                    0,
                    List.of(template.transactions().get(0).txid()));
            if (id == 1) {
                SetNewPrevHash.encode(
                        out, id, template.previousBlock(), template.curTime(), template.bits(), template.target());
            }
            RequestTransactionDataSuccess.encode(
                    out, id, new byte[0], List.of(template.transactions().get(0).data()));
        }
        return out.toBytes();
    }

    /** Plain frames as far as they are whole. @return how often a template was delivered */
    private static int run(byte[] frames) {
        Nothing nothing = new Nothing();
        TemplateIntake intake = new TemplateIntake(new AnnouncedTable(), PoolClock.system(), nothing);
        TemplateDialog dialog = new TemplateDialog(TemplateProviderConfig.plain("127.0.0.1", 8442), intake, nothing);
        dialog.start();
        int at = 0;
        while (!nothing.over && frames.length - at >= FrameHeader.BYTES) {
            int length = FrameHeader.payloadBytes(frames, at);
            int payload = at + FrameHeader.BYTES;
            if (length > frames.length - payload) {
                return nothing.delivered;
            }
            dialog.onFrame(
                    FrameHeader.extensionType(frames, at),
                    FrameHeader.messageType(frames, at),
                    frames,
                    payload,
                    length);
            at = payload + length;
        }
        intake.redeliver();
        return nothing.delivered;
    }

    @FuzzTest
    void anyBytes(byte[] frames) {
        run(frames);
    }

    @Test
    void aConversationWithAFewOtherBytes() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = conversation();
        assertThat(run(good)).as("two templates and the last again").isEqualTo(3);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                run(bytes);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
    }
}
