package io.otedama.node.rpc;

import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.Sha256d;
import io.otedama.chain.Target;
import io.otedama.chain.TemplateTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares fields of a template that say the same thing twice. */
final class TemplateChecks {
    /** OP_RETURN, push 36, the commitment header of BIP 141; 32 bytes of hash follow. */
    private static final byte[] COMMITMENT_PREFIX = Hex.decode("6a24aa21a9ed");

    private static final int COMMITMENT_BYTES = COMMITMENT_PREFIX.length + Hash256.BYTES;

    /** Position of the flags in a transaction's extended serialisation; the byte before is zero. */
    private static final int FLAG_OFFSET = 5;

    private static final int FLAG_MWEB = 0x08;

    private TemplateChecks() {}

    /** {@code target}, when given, must be what {@code bits} means. */
    static void target(Fields fields, int bits) {
        Target meant;
        try {
            meant = Target.ofCompact(bits);
        } catch (IllegalArgumentException e) {
            throw fields.wrong("bits", "is not a valid target: " + Hex.encode8(bits));
        }
        if (fields.has("target") && !fields.hash("target").toString().equals(meant.toString())) {
            throw fields.wrong("target", "is not what bits " + Hex.encode8(bits) + " means");
        }
    }

    /** The witness commitment must commit to exactly the transactions listed, and be there when one has a witness. */
    static void commitment(Fields fields, List<TemplateTransaction> transactions, byte @Nullable [] script) {
        String name = "default_witness_commitment";
        if (script == null) {
            if (transactions.stream().anyMatch(TemplateTransaction::hasWitness)) {
                throw fields.wrong(name, "is missing although a transaction has a witness");
            }
            return;
        }
        if (script.length < COMMITMENT_BYTES
                || !Arrays.equals(
                        script, 0, COMMITMENT_PREFIX.length, COMMITMENT_PREFIX, 0, COMMITMENT_PREFIX.length)) {
            throw fields.wrong(name, "is not a witness commitment script");
        }
        List<Hash256> leaves = new ArrayList<>(transactions.size() + 1);
        leaves.add(Hash256.ZERO); // stands for the coinbase
        transactions.forEach(tx -> leaves.add(tx.wtxid()));
        byte[] rootAndReserved = new byte[2 * Hash256.BYTES];
        MerkleTree.root(leaves).writeTo(rootAndReserved, 0);
        if (!Sha256d.of(rootAndReserved).matches(script, COMMITMENT_PREFIX.length)) {
            throw fields.wrong(name, "does not commit to the transactions listed");
        }
    }

    /** An extension block and the transaction that carries it (the last one) come together or not at all. */
    static void mweb(Fields fields, List<TemplateTransaction> transactions, byte @Nullable [] mweb) {
        boolean carried = !transactions.isEmpty() && carriesMweb(transactions.get(transactions.size() - 1));
        if (mweb == null) {
            if (carried) {
                throw fields.wrong("mweb", "is missing although the last transaction belongs to it");
            }
        } else if (mweb.length == 0) {
            throw fields.wrong("mweb", "is empty");
        } else if (!carried) {
            throw fields.wrong("mweb", "is given but the last transaction does not belong to it");
        }
    }

    private static boolean carriesMweb(TemplateTransaction tx) {
        byte[] data = tx.data();
        return data.length > FLAG_OFFSET && data[FLAG_OFFSET - 1] == 0 && (data[FLAG_OFFSET] & FLAG_MWEB) != 0;
    }
}
