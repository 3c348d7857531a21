package io.otedama.node.regtest;

import java.util.ArrayList;
import java.util.List;

/** Witness programs as addresses (BIP173, BIP350): the way back from a script that a wallet shows. */
final class SegwitAddress {
    private static final String DIGITS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int BECH32 = 1;
    private static final int BECH32M = 0x2bc830a3;
    private static final int OP_1 = 0x51;
    private static final int CHECKSUM_DIGITS = 6;

    private SegwitAddress() {}

    /** The address of a witness program's output script; empty for any other script. */
    static String of(byte[] script, String prefix) {
        if (!Scripts.isWitnessProgram(script)) {
            return "";
        }
        int op = script[0] & 0xff;
        int version = op == 0 ? 0 : op - OP_1 + 1;
        List<Integer> digits = new ArrayList<>();
        digits.add(version);
        addProgram(script, digits);
        return encode(prefix, digits, version == 0 ? BECH32 : BECH32M);
    }

    private static void addProgram(byte[] script, List<Integer> digits) {
        int accumulated = 0;
        int bits = 0;
        for (int i = 2; i < script.length; i++) {
            accumulated = (accumulated << 8 | (script[i] & 0xff)) & 0xfff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                digits.add(accumulated >>> bits & 31);
            }
        }
        if (bits > 0) {
            digits.add(accumulated << (5 - bits) & 31);
        }
    }

    private static String encode(String prefix, List<Integer> digits, int constant) {
        int checksum = 1;
        for (int i = 0; i < prefix.length(); i++) {
            checksum = step(checksum, prefix.charAt(i) >>> 5);
        }
        checksum = step(checksum, 0);
        for (int i = 0; i < prefix.length(); i++) {
            checksum = step(checksum, prefix.charAt(i) & 31);
        }
        StringBuilder out = new StringBuilder(prefix).append('1');
        for (int digit : digits) {
            checksum = step(checksum, digit);
            out.append(DIGITS.charAt(digit));
        }
        for (int i = 0; i < CHECKSUM_DIGITS; i++) {
            checksum = step(checksum, 0);
        }
        checksum ^= constant;
        for (int i = CHECKSUM_DIGITS - 1; i >= 0; i--) {
            out.append(DIGITS.charAt(checksum >>> (5 * i) & 31));
        }
        return out.toString();
    }

    private static int step(int checksum, int digit) {
        int top = checksum >>> 25;
        int next = (checksum & 0x1ffffff) << 5 ^ digit;
        for (int i = 0; i < GENERATOR.length; i++) {
            if ((top >>> i & 1) == 1) {
                next ^= GENERATOR[i];
            }
        }
        return next;
    }
}
