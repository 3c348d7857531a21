package io.otedama.node.regtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import java.nio.ByteBuffer;
import java.util.List;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Context;
import org.bitcoinj.core.NetworkParameters;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.VerificationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second opinion: what this chain accepts or refuses, bitcoinj accepts or refuses. */
class BitcoinjTest {
    private static final NetworkParameters REGTEST = NetworkParameters.of(BitcoinNetwork.REGTEST);

    private final RegtestChain chain =
            RegtestChain.builder().transactionsPerBlock(23).build();

    @BeforeEach
    void bitcoinjWantsAContext() {
        Context.propagate(new Context());
    }

    private static Block theirs(RegtestBlock block) {
        return REGTEST.getDefaultSerializer().makeBlock(ByteBuffer.wrap(block.toBytes()));
    }

    @Test
    void agreesOnTheGenesis() {
        assertThat(REGTEST.getGenesisBlock().getHashAsString())
                .isEqualTo(chain.tip().hash().toString());
        assertThat(REGTEST.getGenesisBlock().serialize()).isEqualTo(chain.tip().toBytes());
    }

    @Test
    void agreesOnAcceptedBlocks() {
        for (RegtestBlock block : chain.mineBlocks(20)) {
            Block theirs = theirs(block);
            int height = block.coinbase().lockTime() + 1;
            assertThatCode(() -> Block.verify(
                            REGTEST, theirs, height, java.util.EnumSet.of(Block.VerifyFlag.HEIGHT_IN_COINBASE)))
                    .doesNotThrowAnyException();
            assertThat(theirs.getHashAsString()).isEqualTo(block.hash().toString());
            assertThat(theirs.serialize()).isEqualTo(block.toBytes());
            agreeOnTransactions(theirs, block);
        }
    }

    private static void agreeOnTransactions(Block theirs, RegtestBlock ours) {
        List<Transaction> all = theirs.getTransactions();
        assertThat(all).hasSize(24);
        for (int i = 0; i < all.size(); i++) {
            RegtestTransaction transaction = ours.transactions().get(i);
            assertThat(all.get(i).getTxId().toString())
                    .isEqualTo(transaction.txid().toString());
            assertThat(all.get(i).getWTxId().toString())
                    .isEqualTo(transaction.wtxid().toString());
            assertThat(all.get(i).getWeight()).isEqualTo((int) transaction.weight());
            assertThat(all.get(i).isCoinBase()).isEqualTo(i == 0);
        }
        Sha256Hash root = theirs.getWitnessRoot();
        byte[] expected = Sha256Hash.hashTwice(new ByteWriter()
                .writeBytes(Hash256.ofDisplay(root.toString()).toBytes())
                .writeBytes(new byte[32])
                .toBytes());
        assertThat(all.get(0).findWitnessCommitment().getBytes()).isEqualTo(expected);
    }

    @Test
    void agreesOnBadBlocks() {
        BlockWorkshop noWork = BlockWorkshop.on(chain, Chains.SHA256D.pow);
        noWork.meetTarget = false;
        refusedByBoth(noWork.build(), "high-hash");

        BlockWorkshop shop = BlockWorkshop.on(chain, Chains.SHA256D.pow);
        List<RegtestTransaction> all = new java.util.ArrayList<>(shop.others);
        all.add(0, shop.coinbase());
        refusedByBoth(shop.build(all, Hash256.ofDisplay("44".repeat(32))), "bad-txnmrklroot");
        refusedByBoth(shop.build(shop.others), "bad-cb-missing");
    }

    private void refusedByBoth(RegtestBlock block, String reason) {
        assertThat(chain.submit(block).reason()).isEqualTo(reason);
        Block theirs = theirs(block);
        assertThatThrownBy(() -> Block.verify(REGTEST, theirs, 1, java.util.EnumSet.noneOf(Block.VerifyFlag.class)))
                .isInstanceOf(VerificationException.class);
    }
}
