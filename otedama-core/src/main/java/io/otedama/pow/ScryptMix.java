package io.otedama.pow;

/**
 * The memory-hard half of scrypt: SMix with N = 1024 and r = 1 (RFC 7914, section 5) on one block of 128 bytes, held as
 * 32 little-endian words. Owns 128 KiB of scratch memory; allocates only in its constructor. Not thread-safe.
 *
 * <pre>
 *   fill  1,024 rows: row[i] = b; b = blockMix(b)
 *   walk  1,024 times: b ^= row[b[16] mod 1024]; b = blockMix(b)
 *
 *   b     words 0..15 = B0 | words 16..31 = B1
 *   blockMix, in place because r is 1:  B0 = salsa(B0 ^ B1); B1 = salsa(B1 ^ B0)
 * </pre>
 */
final class ScryptMix {
    /** Words of the block that is mixed. */
    static final int BLOCK_WORDS = 32;

    private static final int ROWS = 1024;

    private final int[] rows = new int[ROWS * BLOCK_WORDS];

    /** Mixes the {@value #BLOCK_WORDS} words of {@code block} in place. */
    void mix(int[] block) {
        int[] v = rows;
        for (int row = 0; row < ROWS; row++) {
            System.arraycopy(block, 0, v, row * BLOCK_WORDS, BLOCK_WORDS);
            blockMix(block);
        }
        for (int step = 0; step < ROWS; step++) {
            int row = (block[16] & (ROWS - 1)) * BLOCK_WORDS;
            for (int i = 0; i < BLOCK_WORDS; i++) {
                block[i] ^= v[row + i];
            }
            blockMix(block);
        }
    }

    private static void blockMix(int[] block) {
        xorSalsa8(block, 0, 16);
        xorSalsa8(block, 16, 0);
    }

    /**
     * XORs the 16 words at {@code from} into those at {@code to}, then applies Salsa20/8 to them. Longer than a method
     * should be on purpose: the sixteen words must stay in local variables, a state in an array costs a fifth of the speed,
     * and the compiler orders the steps itself.
     */
    private static void xorSalsa8(int[] b, int to, int from) {
        int x0 = (b[to + 0] ^= b[from + 0]);
        int x1 = (b[to + 1] ^= b[from + 1]);
        int x2 = (b[to + 2] ^= b[from + 2]);
        int x3 = (b[to + 3] ^= b[from + 3]);
        int x4 = (b[to + 4] ^= b[from + 4]);
        int x5 = (b[to + 5] ^= b[from + 5]);
        int x6 = (b[to + 6] ^= b[from + 6]);
        int x7 = (b[to + 7] ^= b[from + 7]);
        int x8 = (b[to + 8] ^= b[from + 8]);
        int x9 = (b[to + 9] ^= b[from + 9]);
        int x10 = (b[to + 10] ^= b[from + 10]);
        int x11 = (b[to + 11] ^= b[from + 11]);
        int x12 = (b[to + 12] ^= b[from + 12]);
        int x13 = (b[to + 13] ^= b[from + 13]);
        int x14 = (b[to + 14] ^= b[from + 14]);
        int x15 = (b[to + 15] ^= b[from + 15]);
        for (int doubleRound = 0; doubleRound < 4; doubleRound++) {
            x4 ^= Integer.rotateLeft(x0 + x12, 7);
            x8 ^= Integer.rotateLeft(x4 + x0, 9);
            x12 ^= Integer.rotateLeft(x8 + x4, 13);
            x0 ^= Integer.rotateLeft(x12 + x8, 18);
            x9 ^= Integer.rotateLeft(x5 + x1, 7);
            x13 ^= Integer.rotateLeft(x9 + x5, 9);
            x1 ^= Integer.rotateLeft(x13 + x9, 13);
            x5 ^= Integer.rotateLeft(x1 + x13, 18);
            x14 ^= Integer.rotateLeft(x10 + x6, 7);
            x2 ^= Integer.rotateLeft(x14 + x10, 9);
            x6 ^= Integer.rotateLeft(x2 + x14, 13);
            x10 ^= Integer.rotateLeft(x6 + x2, 18);
            x3 ^= Integer.rotateLeft(x15 + x11, 7);
            x7 ^= Integer.rotateLeft(x3 + x15, 9);
            x11 ^= Integer.rotateLeft(x7 + x3, 13);
            x15 ^= Integer.rotateLeft(x11 + x7, 18);
            x1 ^= Integer.rotateLeft(x0 + x3, 7);
            x2 ^= Integer.rotateLeft(x1 + x0, 9);
            x3 ^= Integer.rotateLeft(x2 + x1, 13);
            x0 ^= Integer.rotateLeft(x3 + x2, 18);
            x6 ^= Integer.rotateLeft(x5 + x4, 7);
            x7 ^= Integer.rotateLeft(x6 + x5, 9);
            x4 ^= Integer.rotateLeft(x7 + x6, 13);
            x5 ^= Integer.rotateLeft(x4 + x7, 18);
            x11 ^= Integer.rotateLeft(x10 + x9, 7);
            x8 ^= Integer.rotateLeft(x11 + x10, 9);
            x9 ^= Integer.rotateLeft(x8 + x11, 13);
            x10 ^= Integer.rotateLeft(x9 + x8, 18);
            x12 ^= Integer.rotateLeft(x15 + x14, 7);
            x13 ^= Integer.rotateLeft(x12 + x15, 9);
            x14 ^= Integer.rotateLeft(x13 + x12, 13);
            x15 ^= Integer.rotateLeft(x14 + x13, 18);
        }
        b[to + 0] += x0;
        b[to + 1] += x1;
        b[to + 2] += x2;
        b[to + 3] += x3;
        b[to + 4] += x4;
        b[to + 5] += x5;
        b[to + 6] += x6;
        b[to + 7] += x7;
        b[to + 8] += x8;
        b[to + 9] += x9;
        b[to + 10] += x10;
        b[to + 11] += x11;
        b[to + 12] += x12;
        b[to + 13] += x13;
        b[to + 14] += x14;
        b[to + 15] += x15;
    }
}
