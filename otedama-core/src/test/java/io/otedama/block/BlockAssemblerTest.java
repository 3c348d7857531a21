package io.otedama.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.Sha256d;
import io.otedama.chain.TemplateTransaction;
import io.otedama.chain.Vectors;
import io.otedama.job.ExtranonceLayout;
import io.otedama.job.Job;
import io.otedama.job.JobFactory;
import io.otedama.job.Solution;
import io.otedama.spi.ClientClass;
import io.otedama.spi.CoinbaseSplitSource.CoinbaseSplit;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob.Purpose;
import io.otedama.testkit.CoinbaseText;
import io.otedama.testkit.TemplateSample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 9 and 11: the bytes that go to the node. */
class BlockAssemblerTest {
    private static final byte[] SCRIPT = Hex.decode("00146f58bac9506f9bfb821d62e69330410bb56f0085");

    private static Job job(BlockTemplate template) {
        return new JobFactory(
                        ExtranonceLayout.DEFAULT,
                        SCRIPT,
                        "/test/",
                        (value, clientClass, budget) -> CoinbaseSplit.POOL_ONLY,
                        s -> {},
                        1)
                .make(template, Purpose.NEW_BLOCK, template.curTime());
    }

    private static Solution solution(Job job, byte[] coinbase) {
        Hash256 root = MerkleTree.fold(Sha256d.of(coinbase), job.merkleBranch());
        BlockHeader header =
                new BlockHeader(job.version(), job.previousBlock(), root, (int) job.curTime(), job.bits(), 7);
        return new Solution(job, job.variants().get(0), header.hash(), header.toBytes(), coinbase, 1);
    }

    @Test
    void rule11_theWitnessItemIsInTheBlockAndNotInTheHashedCoinbase() {
        Vectors v = Vectors.mainnet(481829);
        String full = Hex.encode(v.bytes("coinbase"));
        String stripped =
                full.substring(0, 8) + full.substring(12, full.length() - 8 - 68) + full.substring(full.length() - 8);
        BlockHeader header = BlockHeader.parse(v.bytes("header"), 0);
        int commitmentAt = full.indexOf("6a24aa21a9ed");
        BlockTemplate template = BlockTemplate.builder()
                .height(481_829)
                .version(header.version())
                .previousBlock(header.previousBlock())
                .bits(header.bits())
                .minTime(header.time())
                .curTime(header.time())
                .coinbaseValue(1)
                .witnessCommitment(Hex.decode(full.substring(commitmentAt, commitmentAt + 76)))
                .build();
        Job job = Job.builder()
                .template(template)
                .variants(List.of(new JobVariant(ClientClass.STANDARD, "", 0, new byte[0], new byte[0])))
                .solutions(s -> {})
                .build();
        Solution s =
                new Solution(job, job.variants().get(0), header.hash(), v.bytes("header"), Hex.decode(stripped), 1);
        assertThat(Sha256d.of(s.coinbase()))
                .hasToString("9c1ab453283035800c43eb6461eb46682b81be110a0cb89ee923882a5fd9daa4");
        assertThat(Hex.encode(BlockAssembler.assemble(s))).isEqualTo(Hex.encode(v.bytes("header")) + "01" + full);
    }

    @Test
    void rule11_noCommitmentNoWitness() {
        TemplateTransaction tx = new TemplateTransaction(new byte[] {9, 8}, Hash256.ZERO, Hash256.ZERO, 0, 8);
        Job job = job(template().transactions(List.of(tx)).build());
        byte[] coinbase = CoinbaseText.bytes(job.variants().get(0), new byte[12]);
        Solution s = solution(job, coinbase);
        assertThat(Hex.encode(BlockAssembler.assemble(s)))
                .isEqualTo(Hex.encode(s.header()) + "02" + Hex.encode(coinbase) + "0908");
    }

    @Test
    void rule09_mwebIsAppendedAndTheHogExStaysLast() {
        BlockTemplate template = TemplateSample.of("litecoin_regtest_gbt.json").template();
        assertThat(template.transactions()).hasSize(2);
        Job job = job(template); // recomputes the node's commitment and finds the same
        byte[] coinbase = CoinbaseText.bytes(job.variants().get(0), new byte[12]);
        CoinbaseText parsed = new CoinbaseText(coinbase);
        assertThat(parsed.sum()).isEqualTo(625_024_600);
        assertThat(parsed.scripts.get(1)).isEqualTo(Hex.encode(template.witnessCommitment()));
        Solution s = solution(job, coinbase);
        String block = Hex.encode(BlockAssembler.assemble(s));
        String pegIn = Hex.encode(template.transactions().get(0).data());
        String hogEx = Hex.encode(template.transactions().get(1).data());
        assertThat(hogEx).startsWith("020000000008"); // flag 08: the integrating transaction
        assertThat(block).startsWith(Hex.encode(s.header()) + "03" + "020000000001" + "01");
        assertThat(block)
                .endsWith("0120" + "00".repeat(32) + "ce010000" + pegIn + hogEx + "01" + Hex.encode(template.mweb()));
        List<Hash256> leaves = List.of(
                Sha256d.of(coinbase),
                template.transactions().get(0).txid(),
                template.transactions().get(1).txid());
        assertThat(BlockHeader.parse(s.header(), 0).merkleRoot()).isEqualTo(MerkleTree.root(leaves));
    }

    @Test
    void rule09_transactionsKeepTheTemplatesOrderAndTheCountIsACompactSize() {
        TemplateTransaction[] txs = new TemplateTransaction[300];
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < txs.length; i++) {
            byte[] data = {(byte) (i * 37), (byte) (i >> 8), 5};
            txs[i] = new TemplateTransaction(data, Sha256d.of(data), Sha256d.of(data), 0, 12);
            order.append(Hex.encode(data));
        }
        Job job = job(template().transactions(List.of(txs)).build());
        byte[] coinbase = CoinbaseText.bytes(job.variants().get(0), new byte[12]);
        String block = Hex.encode(BlockAssembler.assemble(solution(job, coinbase)));
        assertThat(block.substring(160, 166)).isEqualTo("fd2d01");
        assertThat(block).endsWith(Hex.encode(coinbase) + order);
    }

    private static BlockTemplate.Builder template() {
        return BlockTemplate.builder()
                .height(600)
                .previousBlock(Hash256.ZERO)
                .bits(0x207fffff)
                .minTime(1_700_000_000)
                .curTime(1_700_000_000)
                .coinbaseValue(50);
    }
}
