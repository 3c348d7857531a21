package io.otedama.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.error.NodeException;
import io.otedama.spi.ChainView;
import io.otedama.spi.ChainView.BlockPosition;
import io.otedama.spi.ChainViewContract;
import org.junit.jupiter.api.Test;

class CoreNodeChainViewTest extends ChainViewContract {
    @Override
    protected Fixture open() {
        FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST);
        CoreNode node = TestNodes.builder(fake).build();
        return new Fixture() {
            @Override
            public ChainView view() {
                return node.chain();
            }

            @Override
            public Hash256 tip() {
                return fake.chain().tip();
            }

            @Override
            public void newTip() {
                fake.chain().mine(1);
            }

            @Override
            public void replaceTip() {
                fake.chain().invalidate(1);
                fake.chain().mine(2);
            }

            @Override
            public void stopNodes() {
                fake.stop();
            }

            @Override
            public void close() {
                node.close();
                fake.close();
            }
        };
    }

    @Test
    void unknownTakesEveryNodeThatAnswers() {
        try (FakeNode first = new FakeNode(Network.BITCOIN_REGTEST);
                FakeNode second = new FakeNode(Network.BITCOIN_REGTEST);
                CoreNode node = TestNodes.builder(first, second).build()) {
            Hash256 onlySecondKnows = second.chain().tip();

            assertThat(node.chain().find(onlySecondKnows)).isEqualTo(BlockPosition.inChain(1));

            second.stop();
            assertThat(node.chain().find(onlySecondKnows)).isEqualTo(BlockPosition.UNKNOWN);
        }
    }

    @Test
    void theNextNodeAnswersWhenTheFirstIsAway() {
        try (FakeNode first = new FakeNode(Network.BITCOIN_REGTEST);
                FakeNode second = new FakeNode(Network.BITCOIN_REGTEST);
                CoreNode node = TestNodes.builder(first, second).build()) {
            first.stop();

            assertThat(node.chain().find(second.chain().tip())).isEqualTo(BlockPosition.inChain(1));
        }
    }

    @Test
    void aNodeThatHasNotConnectedTheBlockYetDoesNotCallItStale() {
        try (FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST);
                CoreNode node = TestNodes.builder(fake).build()) {
            Hash256 tip = fake.chain().tip();
            fake.chain().invalidate(1); // header known, confirmations -1, node one block lower

            assertThatThrownBy(() -> node.chain().find(tip))
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining("cannot judge");
        }
    }
}
