package io.otedama.stratum.template;

import io.otedama.chain.CompactSize;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.Sha256d;
import io.otedama.chain.TemplateTransaction;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outputs that a template demands in its coinbase: the witness commitment (BIP 141) or none. Any other is refused: a
 * coinbase of this pool has no place for it, and without it the block would be invalid.
 */
final class CoinbaseOutputs {
    private static final byte[] COMMITMENT = Hex.decode("6a24aa21a9ed");
    private static final int COMMITMENT_BYTES = COMMITMENT.length + Hash256.BYTES;

    private CoinbaseOutputs() {}

    /**
     * The script of the commitment, null when no output is demanded.
     *
     * @param outputs one behind the other, without their number
     */
    static byte @Nullable [] commitment(long count, byte[] outputs) throws RefusedTemplateException {
        if (count == 0 && outputs.length == 0) {
            return null;
        }
        if (count != 1) {
            throw new RefusedTemplateException("coinbase_tx_outputs holds " + count + " outputs in " + outputs.length
                    + " bytes; a coinbase of this pool has room for the witness commitment alone");
        }
        ByteBuffer in = ByteBuffer.wrap(outputs).order(ByteOrder.LITTLE_ENDIAN);
        try {
            long value = in.getLong();
            long length = CompactSize.read(in);
            if (length != in.remaining()) {
                throw new RefusedTemplateException("coinbase_tx_outputs: a script of " + Long.toUnsignedString(length)
                        + " bytes is claimed, " + in.remaining() + " are there");
            }
            byte[] script = new byte[in.remaining()];
            in.get(script);
            if (value != 0 || !isCommitment(script)) {
                throw new RefusedTemplateException("coinbase_tx_outputs demands an output of "
                        + Long.toUnsignedString(value) + " base units to " + Hex.encode(script)
                        + ", which is no witness commitment; a coinbase of this pool cannot hold it");
            }
            return script;
        } catch (BufferUnderflowException e) {
            throw new RefusedTemplateException("coinbase_tx_outputs ends in the middle of an output", e);
        }
    }

    private static boolean isCommitment(byte[] script) {
        return script.length == COMMITMENT_BYTES
                && Arrays.equals(script, 0, COMMITMENT.length, COMMITMENT, 0, COMMITMENT.length);
    }

    /** The commitment must be to exactly these transactions, and there when one of them has a witness. */
    static void check(byte @Nullable [] script, List<TemplateTransaction> transactions)
            throws RefusedTemplateException {
        if (script == null) {
            if (transactions.stream().anyMatch(TemplateTransaction::hasWitness)) {
                throw new RefusedTemplateException(
                        "coinbase_tx_outputs has no witness commitment although a transaction has a witness");
            }
            return;
        }
        List<Hash256> leaves = new ArrayList<>(transactions.size() + 1);
        leaves.add(Hash256.ZERO); // stands for the coinbase
        transactions.forEach(tx -> leaves.add(tx.wtxid()));
        byte[] rootAndReserved = new byte[2 * Hash256.BYTES];
        MerkleTree.root(leaves).writeTo(rootAndReserved, 0);
        if (!Sha256d.of(rootAndReserved).matches(script, COMMITMENT.length)) {
            throw new RefusedTemplateException("the witness commitment is not that of the template's transactions");
        }
    }
}
