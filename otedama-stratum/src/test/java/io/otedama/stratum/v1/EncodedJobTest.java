package io.otedama.stratum.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import io.otedama.stratum.FakeJob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines are encoded once per variant, bounded, and freed with the job. */
class EncodedJobTest {
    private final FakeJob job = FakeJob.newBlock(1);
    private final EncodedJob encoded = new EncodedJob(job, UnpooledByteBufAllocator.DEFAULT, 2);

    private static JobVariant variant(int salt) {
        return new JobVariant(ClientClass.STANDARD, "o" + salt, 1, new byte[] {(byte) salt}, new byte[] {2});
    }

    @Test
    void allWhoHaveAVariantShareOneLine() {
        List<ByteBuf> sent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sent.add(encoded.line(job.variant(), true));
        }
        assertThat(sent).allMatch(line -> line.memoryAddress() == sent.get(0).memoryAddress());
        ByteBuf other = encoded.line(variant(7), true);
        assertThat(other.memoryAddress()).isNotEqualTo(sent.get(0).memoryAddress());
        assertThat(other.toString(StandardCharsets.US_ASCII))
                .contains("\"07\",\"02\"")
                .endsWith(",true]}\n");
        ByteBuf unclean = encoded.line(variant(7), false);
        assertThat(unclean.toString(StandardCharsets.US_ASCII)).endsWith(",false]}\n");
        encoded.release();
        sent.forEach(line -> assertThat(line.refCnt()).isPositive());
        sent.forEach(ByteBuf::release);
        other.release();
        unclean.release();
        assertThat(sent.get(0).refCnt()).isZero();
        assertThat(other.refCnt()).isZero();
        assertThat(unclean.refCnt()).isZero();
    }

    @Test
    void beyondTheLimitALineIsForItsConnectionOnly() {
        ByteBuf second = encoded.line(variant(1), true); // the job's own variant is the first
        ByteBuf third = encoded.line(variant(2), true);
        ByteBuf thirdAgain = encoded.line(variant(2), true);
        assertThat(thirdAgain.memoryAddress()).isNotEqualTo(third.memoryAddress());
        assertThat(thirdAgain).isEqualTo(third);
        third.release();
        assertThat(third.refCnt()).as("nobody else holds it").isZero();
        second.release();
        thirdAgain.release();
        encoded.release();
        assertThat(second.refCnt()).isZero();
    }
}
