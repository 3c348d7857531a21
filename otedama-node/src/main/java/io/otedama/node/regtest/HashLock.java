package io.otedama.node.regtest;

import java.util.Arrays;
import java.util.List;

/**
 * The kind of coin this chain makes: whoever shows the preimage may spend it. Real Bitcoin script, so that the chain
 * truly checks ownership without elliptic curves.
 *
 * <pre>
 *   output   OP_0 PUSH32 sha256(lock)                    (pay to witness script hash)
 *   lock     OP_SHA256 PUSH32 sha256(preimage) OP_EQUAL
 *   witness  preimage, lock
 * </pre>
 */
final class HashLock {
    private static final int OP_SHA256 = 0xa8;
    private static final int OP_EQUAL = 0x87;
    private static final int LOCK_BYTES = 35;
    private static final int HASH_BYTES = 32;

    private final byte[] preimage;
    private final byte[] lock;
    private final byte[] outputScript;

    HashLock(byte[] preimage) {
        this.preimage = preimage.clone();
        this.lock = new ByteWriter()
                .writeByte(OP_SHA256)
                .writeVarBytes(Scripts.sha256(preimage))
                .writeByte(OP_EQUAL)
                .toBytes();
        this.outputScript = Scripts.witnessScriptHash(lock);
    }

    /** The script that pays to this lock; shared, not to be modified. */
    byte[] outputScript() {
        return outputScript;
    }

    /** The witness that opens it. */
    List<byte[]> witness() {
        return List.of(preimage.clone(), lock.clone());
    }

    /**
     * Judges the witness of a pay-to-witness-script-hash output.
     *
     * @return what is wrong, in Bitcoin Core's words, or empty
     */
    static String check(byte[] outputScript, List<byte[]> witness) {
        if (witness.isEmpty()) {
            return "Witness program was passed an empty witness";
        }
        byte[] lock = witness.get(witness.size() - 1);
        if (!Arrays.equals(Scripts.witnessScriptHash(lock), outputScript)) {
            return "Witness program hash mismatch";
        }
        if (!isLock(lock)) {
            return "Witness script is not a hash lock, this chain knows no other";
        }
        if (witness.size() != 2) {
            return witness.size() < 2
                    ? "Operation not valid with the current stack size"
                    : "Stack size must be exactly one after execution";
        }
        boolean opens = Arrays.equals(Scripts.sha256(witness.get(0)), 0, HASH_BYTES, lock, 2, 2 + HASH_BYTES);
        return opens ? "" : "Script evaluated without error but finished with a false/empty top stack element";
    }

    private static boolean isLock(byte[] script) {
        return script.length == LOCK_BYTES
                && (script[0] & 0xff) == OP_SHA256
                && script[1] == HASH_BYTES
                && (script[LOCK_BYTES - 1] & 0xff) == OP_EQUAL;
    }
}
