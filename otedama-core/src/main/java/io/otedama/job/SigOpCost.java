package io.otedama.job;

/**
 * What an output script adds to a block's signature operation cost (BIP 141): four per operation, counted as Bitcoin Core
 * counts those it does not run (CScript::GetSigOpCount, not accurate): 20 for each multisig. Witness programs and
 * pay-to-script-hash cost nothing here.
 */
final class SigOpCost {
    private static final int LEGACY_FACTOR = 4;
    private static final int MULTISIG_OPS = 20;
    private static final int OP_PUSHDATA1 = 0x4c;
    private static final int OP_PUSHDATA4 = 0x4e;

    private SigOpCost() {}

    static int of(byte[] script) {
        int operations = 0;
        int at = 0;
        while (at < script.length) {
            int opcode = script[at++] & 0xff;
            if (opcode < OP_PUSHDATA1) {
                at += opcode;
            } else if (opcode <= OP_PUSHDATA4) {
                int lengthBytes = 1 << (opcode - OP_PUSHDATA1);
                long length = littleEndian(script, at, lengthBytes);
                if (length > script.length - at - lengthBytes) {
                    break; // a push over the end: what would follow is never read
                }
                at += lengthBytes + (int) length;
            } else if (opcode == 0xac || opcode == 0xad) { // CHECKSIG, CHECKSIGVERIFY
                operations++;
            } else if (opcode == 0xae || opcode == 0xaf) { // CHECKMULTISIG, CHECKMULTISIGVERIFY
                operations += MULTISIG_OPS;
            }
        }
        return LEGACY_FACTOR * operations;
    }

    private static long littleEndian(byte[] script, int from, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | (from + i < script.length ? script[from + i] & 0xff : 0xff);
        }
        return value;
    }
}
