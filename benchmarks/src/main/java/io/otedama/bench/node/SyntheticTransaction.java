package io.otedama.bench.node;

import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;

/**
 * A payment as wallets make them: one to three P2WPKH inputs, one or two outputs, witness of a signature and a key. It
 * has the shape and size of a real one; its signatures are noise. Immutable.
 *
 * <pre>
 *   version 4 | 00 01 | n | n * (txid 32, index 4, 00, sequence 4) | m | m * (value 8, 16 0014 hash 20) | n * witness | 0
 *   txid hashes it without 00 01 and witness, wtxid all of it
 * </pre>
 */
final class SyntheticTransaction {
    private static final int OVERHEAD_BYTES = 10;
    private static final int INPUT_BYTES = 41;
    private static final int OUTPUT_BYTES = 31;
    private static final int WITNESS_BYTES = 108;
    private static final int SIGNATURE_BYTES = 72;
    private static final int KEY_BYTES = 33;
    private static final int VERSION = 2;
    private static final int SEQUENCE = 0xfffffffd;
    private static final int MAX_FEE_RATE = 40;
    private static final long MAX_VALUE = 50_000_000;

    private final byte[] bytes;
    private final int baseBytes;
    private final int inputs;
    private final Hash256 txid;
    private final Hash256 wtxid;
    private final long fee;

    private SyntheticTransaction(byte[] base, byte[] bytes, int inputs, long fee) {
        this.bytes = bytes;
        this.baseBytes = base.length;
        this.inputs = inputs;
        this.txid = Sha256d.of(base);
        this.wtxid = Sha256d.of(bytes);
        this.fee = fee;
    }

    /**
     * @param parent txid whose first output is spent, internal order; empty: only outputs of confirmed ones are
     */
    static SyntheticTransaction make(RandomGenerator random, byte[] parent) {
        int kind = random.nextInt(100);
        int inputs = kind < 65 ? 1 : kind < 90 ? 2 : 3;
        int outputs = random.nextInt(100) < 25 ? 1 : 2;
        byte[] core = core(random, parent, inputs, outputs);
        ByteBuffer out = ByteBuffer.allocate(
                        OVERHEAD_BYTES + 2 + inputs * (INPUT_BYTES + WITNESS_BYTES) + outputs * OUTPUT_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(VERSION).put((byte) 0).put((byte) 1).put(core);
        for (int i = 0; i < inputs; i++) {
            putWitness(out, random);
        }
        out.putInt(0);
        byte[] base = ByteBuffer.allocate(OVERHEAD_BYTES - 2 + core.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(VERSION)
                .put(core)
                .putInt(0)
                .array();
        long virtualBytes = (3L * base.length + out.capacity() + 3) / 4;
        long fee = virtualBytes * (1 + random.nextInt(MAX_FEE_RATE));
        return new SyntheticTransaction(base, out.array(), inputs, fee);
    }

    /** Counts, inputs and outputs: what both serialisations share. */
    private static byte[] core(RandomGenerator random, byte[] parent, int inputs, int outputs) {
        ByteBuffer core = ByteBuffer.allocate(2 + inputs * INPUT_BYTES + outputs * OUTPUT_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        core.put((byte) inputs);
        for (int i = 0; i < inputs; i++) {
            boolean chained = i == 0 && parent.length > 0;
            core.put(chained ? parent : randomBytes(random, Hash256.BYTES));
            core.putInt(chained ? 0 : random.nextInt(4)).put((byte) 0).putInt(SEQUENCE);
        }
        core.put((byte) outputs);
        for (int i = 0; i < outputs; i++) {
            core.putLong(random.nextLong(1_000, MAX_VALUE));
            core.put((byte) 22).put((byte) 0).put((byte) 20).put(randomBytes(random, 20));
        }
        return core.array();
    }

    private static void putWitness(ByteBuffer out, RandomGenerator random) {
        byte[] signature = randomBytes(random, SIGNATURE_BYTES);
        signature[0] = 0x30; // DER sequence
        signature[1] = 0x45;
        signature[SIGNATURE_BYTES - 1] = 1; // SIGHASH_ALL
        byte[] key = randomBytes(random, KEY_BYTES);
        key[0] = (byte) (2 + (key[0] & 1));
        out.put((byte) 2);
        out.put((byte) SIGNATURE_BYTES).put(signature);
        out.put((byte) KEY_BYTES).put(key);
    }

    private static byte[] randomBytes(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    int weight() {
        return 3 * baseBytes + bytes.length;
    }

    /** Full serialisation, shared: not to be modified. */
    byte[] sharedBytes() {
        return bytes;
    }

    /** Number of inputs, each one signature operation. */
    int inputs() {
        return inputs;
    }

    Hash256 txid() {
        return txid;
    }

    Hash256 wtxid() {
        return wtxid;
    }

    /** In base units. */
    long fee() {
        return fee;
    }

    @Override
    public String toString() {
        return "transaction " + txid;
    }
}
