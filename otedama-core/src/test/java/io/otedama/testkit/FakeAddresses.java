package io.otedama.testkit;

import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** Valid addresses of nobody: pay-to-public-key-hash, of every test network of the Bitcoin family. */
public final class FakeAddresses {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int VERSION = 0x6f;
    private static final int HASH_BYTES = 20;

    private FakeAddresses() {}

    /** The same number, the same address. */
    public static String of(int number) {
        ByteBuffer payload = ByteBuffer.allocate(1 + HASH_BYTES + Integer.BYTES);
        payload.put((byte) VERSION).putInt(number);
        byte[] head = new byte[1 + HASH_BYTES];
        payload.get(0, head);
        payload.put(1 + HASH_BYTES, checksum(head), 0, Integer.BYTES);
        BigInteger left = new BigInteger(1, payload.array());
        StringBuilder text = new StringBuilder();
        while (left.signum() > 0) {
            BigInteger[] parts = left.divideAndRemainder(BigInteger.valueOf(ALPHABET.length()));
            text.append(ALPHABET.charAt(parts[1].intValue()));
            left = parts[0];
        }
        return text.reverse().toString();
    }

    private static byte[] checksum(byte[] head) {
        Hash256 hash = Sha256d.of(head);
        return hash.toBytes();
    }
}
