package io.otedama.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.error.NodeException;
import io.otedama.spi.BlockSubmitter;
import io.otedama.spi.BlockSubmitterContract;
import io.otedama.spi.SubmitResult;
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
    void aFoundBlockDoesNotWaitForTheChainToBeAskedForAgain() {
        try (FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST);
                CoreNode node = TestNodes.builder(fake).build()) {
            node.start();
            fake.fault("getblockhash", fake.hang()); // from now on the watch waits for block 0 each time
            int asked = fake.calls("getblockhash");
            await().atMost(TestNodes.SOON).until(() -> fake.calls("getblockhash") > asked);

            int before = fake.calls("getblockhash");
            SubmitResult result =
                    node.submitters().get(0).submit(block(fake.chain().tip()), Hash256.ZERO);

            assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(fake.calls("getblockhash"))
                    .as("asked by nobody but the watch")
                    .isLessThanOrEqualTo(before + 1);
        }
    }

    @Test
    void aNodeThatFailedACallLatelyGetsTheBlockAtOnce() {
        try (FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST);
                CoreNode node = TestNodes.builder(fake).build()) {
            BlockSubmitter submitter = node.submitters().get(0);
            submitter.submit(block(fake.chain().tip()), Hash256.ZERO);
            fake.fault("submitblock", FakeNode.hangUp());
            assertThatThrownBy(() -> submitter.submit(block(fake.chain().tip()), Hash256.ZERO))
                    .isInstanceOf(NodeException.class);
            fake.heal();
            fake.fault("getblockhash", fake.hang());
            int asked = fake.calls("getblockhash");

            SubmitResult result = submitter.submit(block(fake.chain().tip()), Hash256.ZERO);

            assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(fake.calls("getblockhash")).isEqualTo(asked);
        }
    }

    @Test
    void aNodeThatWasOursAndIsOfAnotherChainNowGetsNoBlock() {
        try (FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST);
                CoreNode node = TestNodes.builder(fake).build()) {
            node.start();
            String other = Network.LITECOIN_REGTEST.genesis().toString();
            fake.fault("getblockhash", request -> FakeNode.reply(request, 200, other, null));
            await().atMost(TestNodes.SOON).until(() -> node.health().detail().contains("litecoin-regtest"));

            assertThatThrownBy(() ->
                            node.submitters().get(0).submit(block(fake.chain().tip()), Hash256.ZERO))
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining("litecoin-regtest");
            assertThat(fake.calls("submitblock")).isZero();
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
