package io.otedama.node.regtest;

import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Sha256d;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The coinbase's commitment to all witnesses (BIP141).
 *
 * <pre>
 *   output script  6a 24 aa21a9ed dSHA256(root of the wtxids, coinbase as zeros || reserved value)
 *   reserved value the only item of the coinbase's witness, 32 bytes
 * </pre>
 */
final class WitnessCommitment {
    static final int RESERVED_BYTES = 32;

    private static final byte[] PREFIX = Hex.decode("6a24aa21a9ed");
    private static final int SCRIPT_BYTES = 38;

    private WitnessCommitment() {}

    /** The output script over these transactions (without the coinbase) and a reserved value of zeros. */
    static byte[] script(List<RegtestTransaction> transactions) {
        byte[] commitment = commitment(transactions, new byte[RESERVED_BYTES]);
        return new ByteWriter().writeBytes(PREFIX).writeBytes(commitment).toBytes();
    }

    /** Checks the block's commitment if it has one, and that nothing has witness if it has none. */
    static void check(RegtestBlock block) throws RejectedException {
        byte[] script = find(block.coinbase());
        if (script.length == 0) {
            if (block.transactions().stream().anyMatch(RegtestTransaction::hasWitness)) {
                throw RejectedException.mutated("unexpected-witness");
            }
            return;
        }
        List<byte[]> witness = block.coinbase().inputs().get(0).witness();
        if (witness.size() != 1 || witness.get(0).length != RESERVED_BYTES) {
            throw RejectedException.mutated("bad-witness-nonce-size");
        }
        List<RegtestTransaction> others =
                block.transactions().subList(1, block.transactions().size());
        byte[] expected = commitment(others, witness.get(0));
        if (!Arrays.equals(expected, Arrays.copyOfRange(script, PREFIX.length, SCRIPT_BYTES))) {
            throw RejectedException.mutated("bad-witness-merkle-match");
        }
    }

    /** The last output that looks like a commitment, as BIP141 wants; empty without one. */
    private static byte[] find(RegtestTransaction coinbase) {
        byte[] found = new byte[0];
        for (TxOutput output : coinbase.outputs()) {
            byte[] script = output.script();
            if (script.length >= SCRIPT_BYTES && Arrays.equals(script, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
                found = script;
            }
        }
        return found;
    }

    private static byte[] commitment(List<RegtestTransaction> others, byte[] reserved) {
        List<Hash256> leaves = new ArrayList<>(others.size() + 1);
        leaves.add(Hash256.ZERO);
        others.forEach(transaction -> leaves.add(transaction.wtxid()));
        byte[] both = new ByteWriter()
                .writeHash(MerkleCheck.of(leaves).root())
                .writeBytes(reserved)
                .toBytes();
        return Sha256d.of(both).toBytes();
    }
}
