package io.otedama.node.regtest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The few script forms this chain makes, and the counting of signature operations in any script. */
final class Scripts {
    static final int OP_RETURN = 0x6a;

    /** Anyone may spend it, without witness. */
    private static final byte[] TRUE = {0x51};

    private static final int OP_1 = 0x51;
    private static final int OP_16 = 0x60;
    private static final int OP_PUSHDATA1 = 0x4c;
    private static final int OP_PUSHDATA4 = 0x4e;
    private static final int OP_CHECKSIG = 0xac;
    private static final int OP_CHECKSIGVERIFY = 0xad;
    private static final int OP_CHECKMULTISIG = 0xae;
    private static final int OP_CHECKMULTISIGVERIFY = 0xaf;
    private static final int MULTISIG_COST = 20;
    private static final int MAX_SCRIPT_BYTES = 10_000;

    private Scripts() {}

    static byte[] anyoneCanSpend() {
        return TRUE.clone();
    }

    static boolean isAnyoneCanSpend(byte[] script) {
        return script.length == 1 && script[0] == TRUE[0];
    }

    /** Pay to witness script hash: {@code 0020} and the SHA-256 of the script. */
    static byte[] witnessScriptHash(byte[] witnessScript) {
        return new ByteWriter()
                .writeByte(0)
                .writeVarBytes(sha256(witnessScript))
                .toBytes();
    }

    /** P2WPKH: {@code 0014} and the hash of the key. */
    static byte[] witnessKeyHash(byte[] hash20) {
        return new ByteWriter().writeByte(0).writeVarBytes(hash20).toBytes();
    }

    /** P2PKH: {@code 76a914}, the hash of the key, {@code 88ac}. */
    static byte[] keyHash(byte[] hash20) {
        return new ByteWriter()
                .writeByte(0x76)
                .writeByte(0xa9)
                .writeVarBytes(hash20)
                .writeByte(0x88)
                .writeByte(OP_CHECKSIG)
                .toBytes();
    }

    /** P2TR: {@code 5120} and the output key. */
    static byte[] taproot(byte[] key32) {
        return new ByteWriter().writeByte(OP_1).writeVarBytes(key32).toBytes();
    }

    /** Any witness version, two to forty bytes. */
    static boolean isWitnessProgram(byte[] script) {
        int op = script.length < 4 || script.length > 42 ? -1 : script[0] & 0xff;
        return (op == 0 || (op >= OP_1 && op <= OP_16)) && script[1] == script.length - 2;
    }

    static boolean isWitnessScriptHash(byte[] script) {
        return script.length == 34 && script[0] == 0 && script[1] == 32;
    }

    /** Coins there can never be spent and are not kept. */
    static boolean isUnspendable(byte[] script) {
        return (script.length > 0 && (script[0] & 0xff) == OP_RETURN) || script.length > MAX_SCRIPT_BYTES;
    }

    /** How BIP34 wants a height at the start of a coinbase script: the shortest push of the number. */
    static byte[] heightPush(int height) {
        if (height >= 1 && height <= 16) {
            return new byte[] {(byte) (OP_1 + height - 1)};
        }
        int length = 1;
        while (height >= 1L << (8 * length - 1)) {
            length++;
        }
        byte[] push = new byte[length + 1];
        push[0] = (byte) length;
        for (int i = 0; i < length; i++) {
            push[i + 1] = (byte) (height >>> (8 * i));
        }
        return push;
    }

    /** Signature operations as counted before segwit: each multisig is twenty. */
    static int legacySignatureOperations(byte[] script) {
        int count = 0;
        int at = 0;
        while (at < script.length) {
            int op = script[at++] & 0xff;
            if (op < OP_PUSHDATA1) {
                at += op;
            } else if (op <= OP_PUSHDATA4) {
                int lengthBytes = 1 << (op - OP_PUSHDATA1);
                long length = littleEndian(script, at, lengthBytes);
                if (length < 0 || length > script.length) {
                    return count; // a push beyond the end stops the count, as in Bitcoin Core
                }
                at += lengthBytes + (int) length;
            } else if (op == OP_CHECKSIG || op == OP_CHECKSIGVERIFY) {
                count++;
            } else if (op == OP_CHECKMULTISIG || op == OP_CHECKMULTISIGVERIFY) {
                count += MULTISIG_COST;
            }
        }
        return count;
    }

    /** Cost of a transaction in the block's budget: four for each operation in its scripts. */
    static int signatureOperationCost(RegtestTransaction transaction) {
        int count = 0;
        for (TxInput input : transaction.inputs()) {
            count += legacySignatureOperations(input.script());
        }
        for (TxOutput output : transaction.outputs()) {
            count += legacySignatureOperations(output.script());
        }
        return count * RegtestTransaction.WITNESS_SCALE;
    }

    private static long littleEndian(byte[] script, int at, int length) {
        if (at + length > script.length) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (script[at + i] & 0xffL) << (8 * i);
        }
        return value;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
