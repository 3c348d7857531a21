package io.otedama.job;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.Sha256d;
import io.otedama.chain.TemplateTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The output script that commits to all witnesses (BIP 141): {@code 6a24aa21a9ed ‖ dSHA256(witness root ‖ 32 zeros)}. */
public final class WitnessCommitment {
    private static final byte[] PREFIX = Hex.decode("6a24aa21a9ed");

    private WitnessCommitment() {}

    /**
     * The script for a template, or null when the template has neither a commitment nor a witness. The node's own
     * commitment is recomputed, never believed.
     *
     * @throws IllegalArgumentException when the node's commitment does not fit its transactions
     */
    static byte @Nullable [] of(BlockTemplate template) {
        byte[] given = template.witnessCommitment();
        boolean witness = template.transactions().stream().anyMatch(TemplateTransaction::hasWitness);
        if (given == null && !witness) {
            return null;
        }
        byte[] own = script(template);
        if (given != null && !Arrays.equals(given, own)) {
            throw new IllegalArgumentException("witness commitment of " + template + " is " + Hex.encode(given)
                    + " but its transactions give " + Hex.encode(own));
        }
        return own;
    }

    /** True when an output of this coinbase is a commitment: its input then has a witness. */
    public static boolean isIn(byte[] coinbase) {
        for (int i = coinbase.length - PREFIX.length - Hash256.BYTES; i >= 0; i--) {
            if (Arrays.equals(PREFIX, 0, PREFIX.length, coinbase, i, i + PREFIX.length)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] script(BlockTemplate template) {
        List<Hash256> leaves = new ArrayList<>();
        leaves.add(Hash256.ZERO);
        template.transactions().forEach(tx -> leaves.add(tx.wtxid()));
        byte[] message = new byte[2 * Hash256.BYTES];
        MerkleTree.root(leaves).writeTo(message, 0);
        byte[] script = Arrays.copyOf(PREFIX, PREFIX.length + Hash256.BYTES);
        Sha256d.of(message).writeTo(script, PREFIX.length);
        return script;
    }
}
