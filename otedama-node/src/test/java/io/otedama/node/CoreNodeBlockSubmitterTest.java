package io.otedama.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.error.NodeException;
import io.otedama.spi.BlockSubmitter;
import io.otedama.spi.BlockSubmitterContract;
import io.otedama.spi.SubmitResult.Outcome;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoreNodeBlockSubmitterTest extends BlockSubmitterContract {
    private static byte[] block(Hash256 parent) {
        BlockHeader header = new BlockHeader(0x20000000, parent, Hash256.ZERO, 1, 0x207fffff, 2);
        return Arrays.copyOf(header.toBytes(), 200);
    }

    @Override
    protected Fixture open() {
        FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST);
        CoreNode node = TestNodes.builder(fake).build();
        return new Fixture() {
            @Override
            public BlockSubmitter submitter() {
                return node.submitters().get(0);
            }

            @Override
            public byte[] goodBlock() {
                return block(fake.chain().tip());
            }

            @Override
            public byte[] orphanBlock() {
                return block(Hash256.ZERO);
            }

            @Override
            public void stopNode() {
                fake.stop();
            }

            @Override
            public void close() {
                node.close();
                fake.close();
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "duplicate, DUPLICATE",
        "duplicate-inconclusive, INCONCLUSIVE",
        "inconclusive, INCONCLUSIVE",
        "valid?, INCONCLUSIVE",
        "duplicate-invalid, REJECTED",
        "rejected, REJECTED",
        "high-hash, REJECTED",
        "stale-prevblk, REJECTED",
        "bad-cb-amount, REJECTED",
        "bad-witness-merkle-match, REJECTED",
        "block-script-verify-flag-failed (Script evaluated without error), REJECTED",
        "a word of the future, REJECTED"
    })
    void everyWordOfTheNodeHasOneMeaning(String word, Outcome outcome) {
        assertThat(SubmitVerdicts.of(word).outcome()).isEqualTo(outcome);
        assertThat(SubmitVerdicts.of(word).reason()).isEqualTo(word);
    }

    @Test
    void aNodeThatStartsIsNoVerdict() {
        try (FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST);
                CoreNode node = TestNodes.builder(fake).build()) {
            fake.fault("submitblock", FakeNode.error(-28, "Loading block index..."));

            assertThatThrownBy(() ->
                            node.submitters().get(0).submit(block(fake.chain().tip()), Hash256.ZERO))
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining("still starting");
        }
    }

    @Test
    void aNodeOfAnotherChainGetsNoBlock() {
        try (FakeNode ours = new FakeNode(Network.BITCOIN_REGTEST);
                FakeNode other = new FakeNode(Network.LITECOIN_REGTEST);
                CoreNode node = TestNodes.builder(ours, other)
                        .network(Network.BITCOIN_REGTEST)
                        .build()) {
            assertThatThrownBy(() ->
                            node.submitters().get(1).submit(block(other.chain().tip()), Hash256.ZERO))
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining("litecoin-regtest");
            assertThat(other.calls("submitblock")).isZero();
        }
    }
}
