package io.otedama.node.wallet;

import io.otedama.chain.CompactSize;
import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import io.otedama.spi.PaymentOutput;
import io.otedama.spi.TxOutPoint;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A serialised transaction, taken apart as far as a payer must know it.
 *
 * <pre>
 *   version 4 | [00 flag] | inputs | outputs | [witness] | lock time 4        flag 01: witness, 08: Litecoin's MWEB
 *   txid = hash of everything outside the brackets
 * </pre>
 *
 * @param inputs in order
 * @param outputs in order; none is of 0
 * @param weight in weight units
 */
record RawTransaction(Hash256 txid, List<TxOutPoint> inputs, List<PaymentOutput> outputs, int weight) {
    /** Signals that the transaction may be replaced by one with a higher fee (BIP 125). */
    private static final int SEQUENCE = 0xfffffffd;

    private static final int VERSION = 2;
    private static final int WITNESS_FLAG = 1;
    private static final int BASE_WEIGHT = 3;

    RawTransaction {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * @throws IllegalArgumentException when it is no transaction, or one with parts outside the base chain
     */
    static RawTransaction parse(byte[] bytes) {
        try {
            return new Parser(bytes).parse();
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the transaction ends too early", e);
        }
    }

    /** An unsigned one. */
    static byte[] serialise(List<TxOutPoint> inputs, List<PaymentOutput> outputs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writeInt(out, VERSION);
        CompactSize.write(out, inputs.size());
        for (TxOutPoint input : inputs) {
            out.writeBytes(input.txid().toBytes());
            writeInt(out, input.index());
            out.write(0); // no script yet
            writeInt(out, SEQUENCE);
        }
        CompactSize.write(out, outputs.size());
        for (PaymentOutput output : outputs) {
            writeInt(out, (int) output.amount());
            writeInt(out, (int) (output.amount() >>> Integer.SIZE));
            CompactSize.write(out, output.script().length);
            out.writeBytes(output.script());
        }
        writeInt(out, 0);
        return out.toByteArray();
    }

    private static void writeInt(ByteArrayOutputStream out, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            out.write(value >>> (8 * i));
        }
    }

    /** Sum of the outputs, base units. */
    long outputValue() {
        return outputs.stream().mapToLong(PaymentOutput::amount).sum();
    }

    private static final class Parser {
        private final byte[] bytes;
        private final ByteBuffer in;
        private final ByteArrayOutputStream base = new ByteArrayOutputStream();

        Parser(byte[] bytes) {
            this.bytes = bytes;
            this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        RawTransaction parse() {
            skip(Integer.BYTES);
            keepFrom(0);
            boolean witness = readFlag();
            int start = in.position();
            List<TxOutPoint> inputs = readInputs();
            List<PaymentOutput> outputs = readOutputs();
            keepFrom(start);
            if (witness) {
                for (int i = 0; i < inputs.size(); i++) {
                    skipStack();
                }
            }
            start = in.position();
            skip(Integer.BYTES);
            keepFrom(start);
            if (in.hasRemaining()) {
                throw new IllegalArgumentException(in.remaining() + " bytes follow the transaction");
            }
            Hash256 txid = Sha256d.of(base.toByteArray());
            return new RawTransaction(txid, inputs, outputs, base.size() * BASE_WEIGHT + bytes.length);
        }

        private boolean readFlag() {
            in.mark();
            if (in.get() != 0) {
                in.reset();
                return false;
            }
            int flag = in.get();
            if (flag != WITNESS_FLAG) {
                throw new IllegalArgumentException("the transaction has parts of kind " + flag
                        + ", which are not of the base chain (8: MWEB), or no inputs");
            }
            return true;
        }

        private List<TxOutPoint> readInputs() {
            List<TxOutPoint> inputs = new ArrayList<>();
            for (long left = readCount(); left > 0; left--) {
                byte[] txid = new byte[Hash256.BYTES];
                in.get(txid);
                inputs.add(new TxOutPoint(Hash256.ofInternal(txid), in.getInt()));
                skip(readCount());
                skip(Integer.BYTES);
            }
            return inputs;
        }

        private List<PaymentOutput> readOutputs() {
            List<PaymentOutput> outputs = new ArrayList<>();
            for (long left = readCount(); left > 0; left--) {
                long amount = in.getLong();
                byte[] script = new byte[readCount()];
                in.get(script);
                outputs.add(new PaymentOutput(script, amount));
            }
            return outputs;
        }

        private void skipStack() {
            for (int left = readCount(); left > 0; left--) {
                skip(readCount());
            }
        }

        /** A count of things that take at least a byte each. */
        private int readCount() {
            long count = CompactSize.read(in);
            if (count < 0 || count > in.remaining()) {
                throw new BufferUnderflowException();
            }
            return (int) count;
        }

        private void skip(int count) {
            if (in.remaining() < count) {
                throw new BufferUnderflowException();
            }
            in.position(in.position() + count);
        }

        private void keepFrom(int start) {
            base.write(bytes, start, in.position() - start);
        }
    }
}
