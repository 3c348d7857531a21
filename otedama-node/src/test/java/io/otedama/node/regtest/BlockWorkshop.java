package io.otedama.node.regtest;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.TemplateTransaction;
import io.otedama.pow.PowHasher;
import io.otedama.pow.ProofOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Builds a block from a template, right unless a test says otherwise. */
final class BlockWorkshop {
    private final ProofOfWork pow;
    final List<RegtestTransaction> others = new ArrayList<>();
    final List<TxOutput> outputs = new ArrayList<>();
    Hash256 previous;
    int version;
    int bits;
    long time;
    byte[] coinbaseScript;
    List<byte[]> coinbaseWitness = List.of(new byte[32]);
    boolean commitment = true;
    boolean meetTarget = true;

    BlockWorkshop(BlockTemplate template, ProofOfWork pow) {
        this.pow = pow;
        previous = template.previousBlock();
        version = template.version();
        bits = template.bits();
        time = template.curTime();
        coinbaseScript = new ByteWriter()
                .writeBytes(Scripts.heightPush(template.height()))
                .writeVarBytes("otedama".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .toBytes();
        outputs.add(new TxOutput(template.coinbaseValue(), Scripts.witnessKeyHash(new byte[20])));
        for (TemplateTransaction transaction : template.transactions()) {
            others.add(RegtestTransaction.parse(transaction.data()));
        }
        byte[] given = Objects.requireNonNull(template.witnessCommitment());
        if (!java.util.Arrays.equals(given, WitnessCommitment.script(others))) {
            throw new AssertionError("the template's commitment is wrong");
        }
    }

    static BlockWorkshop on(RegtestChain chain, ProofOfWork pow) {
        return new BlockWorkshop(chain.template(), pow);
    }

    RegtestTransaction coinbase() {
        List<TxOutput> all = new ArrayList<>(outputs);
        if (commitment) {
            all.add(new TxOutput(0, WitnessCommitment.script(others)));
        }
        return new RegtestTransaction(
                2, List.of(new TxInput(OutPoint.NONE, coinbaseScript, -2, coinbaseWitness)), all, 0);
    }

    RegtestBlock build() {
        List<RegtestTransaction> all = new ArrayList<>();
        all.add(coinbase());
        all.addAll(others);
        return build(all);
    }

    RegtestBlock build(List<RegtestTransaction> all) {
        Hash256 root =
                MerkleTree.root(all.stream().map(RegtestTransaction::txid).toList());
        return build(all, root);
    }

    RegtestBlock build(List<RegtestTransaction> all, Hash256 root) {
        PowHasher hasher = pow.newHasher();
        byte[] hash = new byte[32];
        for (int nonce = 0; ; nonce++) {
            BlockHeader header = new BlockHeader(version, previous, root, (int) time, bits, nonce);
            hasher.hash(header.toBytes(), 0, hash, 0);
            if (header.target().isMetBy(hash, 0) == meetTarget) {
                return new RegtestBlock(header, all);
            }
        }
    }
}
