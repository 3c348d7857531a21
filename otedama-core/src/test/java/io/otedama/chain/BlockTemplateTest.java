package io.otedama.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockTemplateTest {
    @Test
    void rule9_templateOrderIsKept() {
        SeededRandom random = SeededRandom.forTest(BlockTemplateTest.class);
        List<TemplateTransaction> inOrder = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Hash256 id = Hash256.ofInternal(random.bytes(32));
            inOrder.add(new TemplateTransaction(new byte[] {(byte) i}, id, id, i, 400));
        }
        BlockTemplate template = valid().transactions(inOrder).build();
        List<TemplateTransaction> expected = List.copyOf(inOrder);
        inOrder.clear();
        assertThat(template.transactions()).isEqualTo(expected).isUnmodifiable();
        assertThat(template.transactionWeight()).isEqualTo(20_000);
    }

    @Test
    void itsTargetIsThatOfItsBits() {
        assertThat(valid().build().target()).isEqualTo(Target.ofCompact(0x207fffff));
    }

    @Test
    void impossibleTemplatesAreRefused() {
        assertThatThrownBy(() -> valid().height(0).build()).hasMessageContaining("height 0");
        assertThatThrownBy(() -> valid().coinbaseValue(-1).build()).hasMessageContaining("value -1");
        assertThatThrownBy(() -> valid().curTime(99).build()).hasMessageContaining("curtime 99");
        assertThatThrownBy(() -> valid().bits(0).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BlockTemplate.builder().build()).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aWitnessIsSeenByItsHash() {
        TemplateTransaction with = new TemplateTransaction(new byte[0], Hash256.ZERO, Sha256d.of(new byte[] {1}), 0, 0);
        assertThat(with.hasWitness()).isTrue();
        assertThat(new TemplateTransaction(new byte[0], Hash256.ZERO, Hash256.ZERO, 0, 0).hasWitness())
                .isFalse();
    }

    private static BlockTemplate.Builder valid() {
        return BlockTemplate.builder()
                .previousBlock(Network.BITCOIN_REGTEST.genesis())
                .height(1)
                .bits(0x207fffff)
                .minTime(100)
                .curTime(100)
                .coinbaseValue(5_000_000_000L);
    }
}
