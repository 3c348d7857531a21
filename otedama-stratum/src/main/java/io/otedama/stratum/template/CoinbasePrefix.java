package io.otedama.stratum.template;

import io.otedama.chain.Hex;
import java.util.Arrays;

/**
 * How a template's coinbase script begins: the height (BIP 34), and what the provider wants behind it.
 *
 * @param aux usually empty; {@code 00} at heights below 17, where the script would be too short
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record CoinbasePrefix(int height, byte[] aux) {
    private static final int OP_1 = 0x51;
    private static final int OP_16 = 0x60;
    private static final int MAX_HEIGHT_BYTES = 4;

    /** @throws RefusedTemplateException when it does not begin with a height as consensus wants it written */
    static CoinbasePrefix read(byte[] prefix) throws RefusedTemplateException {
        int first = prefix.length == 0 ? 0 : prefix[0] & 0xff;
        if (first >= OP_1 && first <= OP_16) {
            return new CoinbasePrefix(first - OP_1 + 1, Arrays.copyOfRange(prefix, 1, prefix.length));
        }
        if (first < 1 || first > MAX_HEIGHT_BYTES || prefix.length <= first) {
            throw wrong(prefix, "it does not begin with a height");
        }
        long height = 0;
        for (int i = first; i > 0; i--) {
            height = height << 8 | (prefix[i] & 0xff);
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(height);
        boolean shortest = bits / 8 + 1 == first; // one bit is the sign's
        if (!shortest || height <= OP_16 - OP_1 + 1 || height > Integer.MAX_VALUE) {
            throw wrong(prefix, "the height " + height + " is not written in its shortest form (BIP 34)");
        }
        return new CoinbasePrefix((int) height, Arrays.copyOfRange(prefix, first + 1, prefix.length));
    }

    private static RefusedTemplateException wrong(byte[] prefix, String why) {
        return new RefusedTemplateException("coinbase_prefix " + Hex.encode(prefix) + ": " + why);
    }
}
