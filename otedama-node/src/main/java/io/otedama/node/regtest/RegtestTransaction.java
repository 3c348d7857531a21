package io.otedama.node.regtest;

import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import java.util.ArrayList;
import java.util.List;

/**
 * A transaction, immutable, with its ids computed once.
 *
 * <pre>
 *   version 4 | [00 01] | inputs | outputs | [witness of each input] | lock time 4
 *   txid  = hash without the parts in brackets, wtxid = hash with them
 * </pre>
 */
public final class RegtestTransaction {
    /** A base byte counts four weight units, a witness byte one. */
    static final int WITNESS_SCALE = 4;

    private static final int MIN_INPUT_BYTES = 41;
    private static final int MIN_OUTPUT_BYTES = 9;

    private final int version;
    private final List<TxInput> inputs;
    private final List<TxOutput> outputs;
    private final int lockTime;
    private final byte[] bytes;
    private final int baseBytes;
    private final Hash256 txid;
    private final Hash256 wtxid;

    RegtestTransaction(int version, List<TxInput> inputs, List<TxOutput> outputs, int lockTime) {
        this.version = version;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.lockTime = lockTime;
        byte[] base = serialise(false);
        this.bytes = hasWitness() ? serialise(true) : base;
        this.baseBytes = base.length;
        this.txid = Sha256d.of(base);
        this.wtxid = hasWitness() ? Sha256d.of(bytes) : txid;
    }

    /**
     * Reads the whole array as one transaction. One without inputs and one with witness can look alike; like Bitcoin
     * Core this tries the form with witness first.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static RegtestTransaction parse(byte[] bytes) {
        try {
            return parseWhole(bytes, true);
        } catch (DecodeException e) {
            return parseWhole(bytes, false);
        }
    }

    private static RegtestTransaction parseWhole(byte[] bytes, boolean allowWitness) {
        ByteReader in = new ByteReader(bytes);
        RegtestTransaction transaction = read(in, allowWitness);
        if (in.remaining() > 0) {
            throw new DecodeException(in.remaining() + " bytes after the transaction");
        }
        return transaction;
    }

    static RegtestTransaction read(ByteReader in, boolean allowWitness) {
        int version = in.readInt();
        boolean witness = allowWitness && in.peek(0) == 0 && in.peek(1) != 0;
        if (witness && (in.readByte() != 0 || in.readByte() != 1)) {
            throw new DecodeException("unknown transaction flag");
        }
        List<TxInput> inputs = readInputs(in);
        List<TxOutput> outputs = readOutputs(in);
        if (witness) {
            inputs.replaceAll(input -> input.withWitness(readStack(in)));
            if (inputs.stream().allMatch(input -> input.witness().isEmpty())) {
                throw new DecodeException("superfluous witness record");
            }
        }
        return new RegtestTransaction(version, inputs, outputs, in.readInt());
    }

    private static List<TxInput> readInputs(ByteReader in) {
        int count = in.readCount(MIN_INPUT_BYTES);
        List<TxInput> inputs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            OutPoint previous = new OutPoint(in.readHash(), in.readInt());
            inputs.add(new TxInput(previous, in.readVarBytes(), in.readInt(), List.of()));
        }
        return inputs;
    }

    private static List<TxOutput> readOutputs(ByteReader in) {
        int count = in.readCount(MIN_OUTPUT_BYTES);
        List<TxOutput> outputs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            outputs.add(new TxOutput(in.readLong(), in.readVarBytes()));
        }
        return outputs;
    }

    private static List<byte[]> readStack(ByteReader in) {
        int count = in.readCount(1);
        List<byte[]> stack = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            stack.add(in.readVarBytes());
        }
        return stack;
    }

    private byte[] serialise(boolean withWitness) {
        ByteWriter out = new ByteWriter().writeInt(version);
        if (withWitness) {
            out.writeByte(0).writeByte(1);
        }
        out.writeCount(inputs.size());
        for (TxInput input : inputs) {
            out.writeHash(input.previous().txid()).writeInt(input.previous().index());
            out.writeVarBytes(input.script()).writeInt(input.sequence());
        }
        out.writeCount(outputs.size());
        outputs.forEach(output -> out.writeLong(output.value()).writeVarBytes(output.script()));
        if (withWitness) {
            for (TxInput input : inputs) {
                out.writeCount(input.witness().size());
                input.witness().forEach(out::writeVarBytes);
            }
        }
        return out.writeInt(lockTime).toBytes();
    }

    public int version() {
        return version;
    }

    public List<TxInput> inputs() {
        return inputs;
    }

    public List<TxOutput> outputs() {
        return outputs;
    }

    public int lockTime() {
        return lockTime;
    }

    /** A copy of the full serialisation, including witness. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The full serialisation, shared: not to be modified. */
    byte[] sharedBytes() {
        return bytes;
    }

    /** Size of the full serialisation. */
    public int sizeBytes() {
        return bytes.length;
    }

    /** Size without witness. */
    public int baseBytes() {
        return baseBytes;
    }

    public long weight() {
        return (long) baseBytes * (WITNESS_SCALE - 1) + bytes.length;
    }

    public Hash256 txid() {
        return txid;
    }

    public Hash256 wtxid() {
        return wtxid;
    }

    public boolean hasWitness() {
        return inputs.stream().anyMatch(input -> !input.witness().isEmpty());
    }

    public boolean isCoinbase() {
        return inputs.size() == 1 && inputs.get(0).previous().equals(OutPoint.NONE);
    }

    /** Sum of all outputs in base units. */
    public long outputValue() {
        return outputs.stream().mapToLong(TxOutput::value).sum();
    }

    @Override
    public String toString() {
        return "transaction " + txid;
    }
}
