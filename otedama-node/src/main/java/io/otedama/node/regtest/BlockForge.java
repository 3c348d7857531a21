package io.otedama.node.regtest;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import io.otedama.pow.PowHasher;
import io.otedama.pow.ProofOfWork;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/** The chain's own miner: builds blocks and finds their nonce on the caller's thread. Any thread. */
final class BlockForge {
    private static final int SEQUENCE = 0xfffffffe;
    private static final int INTERRUPT_CHECK = 0xffff;

    private final ProofOfWork proofOfWork;
    private static final int COUNTER_BITS = 40;

    private final AtomicLong extranonce;

    /**
     * @param starts how often this chain was opened before: no two starts make the same block
     */
    BlockForge(ProofOfWork proofOfWork, int starts) {
        this.proofOfWork = proofOfWork;
        this.extranonce = new AtomicLong((long) starts << COUNTER_BITS);
    }

    /** A complete block that pays {@code outputScript}; no two are the same. */
    RegtestBlock forge(BlockPlan plan, byte[] outputScript) {
        RegtestTransaction coinbase = coinbase(plan, outputScript);
        List<RegtestTransaction> all = new ArrayList<>();
        all.add(coinbase);
        all.addAll(plan.transactions());
        Hash256 root = MerkleCheck.of(all.stream().map(RegtestTransaction::txid).toList())
                .root();
        BlockHeader header =
                new BlockHeader(TemplateMaker.VERSION, plan.parent(), root, (int) plan.time(), plan.bits(), 0);
        return new RegtestBlock(solve(header), all);
    }

    private RegtestTransaction coinbase(BlockPlan plan, byte[] outputScript) {
        byte[] nonce = new ByteWriter().writeLong(extranonce.getAndIncrement()).toBytes();
        byte[] script = new ByteWriter()
                .writeBytes(Scripts.heightPush(plan.height()))
                .writeVarBytes(nonce)
                .toBytes();
        TxInput input =
                new TxInput(OutPoint.NONE, script, SEQUENCE, List.of(new byte[WitnessCommitment.RESERVED_BYTES]));
        TxOutput reward = new TxOutput(plan.value(), outputScript.clone());
        TxOutput commitment = new TxOutput(0, WitnessCommitment.script(plan.transactions()));
        return new RegtestTransaction(2, List.of(input), List.of(reward, commitment), plan.height() - 1);
    }

    private BlockHeader solve(BlockHeader header) {
        PowHasher hasher = proofOfWork.newHasher();
        Target target = header.target();
        byte[] bytes = header.toBytes();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] hash = new byte[Hash256.BYTES];
        int nonce = 0;
        do {
            buffer.putInt(BlockHeader.NONCE_OFFSET, nonce);
            hasher.hash(bytes, 0, hash, 0);
            if (target.isMetBy(hash, 0)) {
                return BlockHeader.parse(bytes, 0);
            }
            nonce++;
            if ((nonce & INTERRUPT_CHECK) == 0 && Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted while mining");
            }
        } while (nonce != 0);
        throw new IllegalStateException("no nonce meets " + target + "; choose easier bits");
    }
}
