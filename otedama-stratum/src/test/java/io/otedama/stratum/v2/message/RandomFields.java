package io.otedama.stratum.v2.message;

import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Field values from a seed; lengths are often at their ends. */
final class RandomFields {
    /** Long enough for a length of two bytes, short enough to cut at each byte. */
    static final int LONG = 300;

    private final Random random;

    RandomFields(long seed) {
        random = new Random(seed);
    }

    int u8() {
        return random.nextInt(256);
    }

    int u16() {
        return random.nextInt(65_536);
    }

    long u32() {
        return random.nextInt() & 0xffffffffL;
    }

    long u64() {
        return random.nextLong();
    }

    float f32() {
        return random.nextFloat() * 1e15f;
    }

    boolean bool() {
        return random.nextBoolean();
    }

    long option() {
        return bool() ? u32() : MessageView.ABSENT;
    }

    Hash256 hash() {
        return Hash256.ofInternal(exactly(32));
    }

    Target target() {
        return Target.ofLittleEndian(exactly(32), 0);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int length = length(60);
        for (int i = 0; i < length; i++) {
            text.append("aZ0-.é漢".charAt(random.nextInt(7)));
        }
        return text.toString();
    }

    byte[] bytes(int max) {
        return exactly(length(max));
    }

    List<Hash256> hashes(int max) {
        return IntStream.range(0, length(Math.min(max, 14)))
                .mapToObj(i -> hash())
                .toList();
    }

    long[] longs() {
        return random.longs(length(40), 0, 1L << 32).toArray();
    }

    int[] ints() {
        return random.ints(length(300), 0, 65_536).toArray();
    }

    List<byte[]> transactions() {
        return IntStream.range(0, length(20)).mapToObj(i -> bytes(70)).toList();
    }

    private byte[] exactly(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private int length(int max) {
        int kind = random.nextInt(6);
        return kind == 0 ? 0 : kind == 1 ? max : random.nextInt(max + 1);
    }

    static <T> List<T> list(int count, IntFunction<T> element) {
        return IntStream.range(0, count).mapToObj(element).toList();
    }

    static long[] longs(int count, IntToLongFunction element) {
        long[] values = new long[count];
        Arrays.setAll(values, element);
        return values;
    }

    static int[] ints(int count, IntUnaryOperator element) {
        int[] values = new int[count];
        Arrays.setAll(values, element);
        return values;
    }
}
