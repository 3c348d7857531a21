package io.otedama.chain;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/** Writes addresses, right and wrong ones: the way back from what {@link Address} reads. */
final class AddressText {
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private AddressText() {}

    /** Version byte, payload and checksum in base 58. */
    static String base58(int version, byte[] payload) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(version);
        all.writeBytes(payload);
        byte[] checksum = Sha256d.of(all.toByteArray()).toBytes();
        all.write(checksum, 0, 4);
        StringBuilder text = new StringBuilder();
        BigInteger rest = new BigInteger(1, all.toByteArray());
        BigInteger base = BigInteger.valueOf(58);
        for (; rest.signum() > 0; rest = rest.divide(base)) {
            text.append(BASE58.charAt(rest.mod(base).intValue()));
        }
        for (int i = 0; i < all.size() && all.toByteArray()[i] == 0; i++) {
            text.append('1');
        }
        return text.reverse().toString();
    }

    /** A witness address with the checksum that its version asks for. */
    static String segwit(String prefix, int version, byte[] program) {
        return segwit(prefix, version, program, version == 0 ? Bech32.Variant.BECH32 : Bech32.Variant.BECH32M);
    }

    static String segwit(String prefix, int version, byte[] program, Bech32.Variant variant) {
        int groups = (program.length * 8 + 4) / 5;
        byte[] digits = new byte[1 + groups];
        digits[0] = (byte) version;
        BigInteger bits = new BigInteger(1, program).shiftLeft(groups * 5 - program.length * 8);
        for (int i = groups; i > 0; i--) {
            digits[i] = (byte) (bits.intValue() & 31);
            bits = bits.shiftRight(5);
        }
        return bech32(prefix, digits, variant);
    }

    static String bech32(String prefix, byte[] digits, Bech32.Variant variant) {
        byte[] padded = Arrays.copyOf(digits, digits.length + Bech32.CHECKSUM_DIGITS);
        int checksum = Bech32.polymod(prefix, padded) ^ variant.constant;
        StringBuilder text = new StringBuilder(prefix).append('1');
        for (byte digit : digits) {
            text.append(Bech32.CHARSET.charAt(digit));
        }
        for (int i = Bech32.CHECKSUM_DIGITS - 1; i >= 0; i--) {
            text.append(Bech32.CHARSET.charAt(checksum >>> 5 * i & 31));
        }
        return text.toString();
    }
}
