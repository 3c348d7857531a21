package io.otedama.stratum.template;

import io.otedama.chain.CompactSize;
import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import io.otedama.chain.TemplateTransaction;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where the parts of one serialised transaction lie (BIP 144). The bytes are shared.
 *
 * <pre>
 *   version 4 | [00 01] | inputs, outputs (the body) | [one stack per input] | lock time 4
 *   txid: without what stands in brackets; wtxid: all of it
 * </pre>
 */
final class RawTransaction {
    private static final int VERSION_BYTES = 4;
    private static final int LOCK_TIME_BYTES = 4;
    private static final int OUTPOINT_BYTES = 36;
    private static final int SEQUENCE_BYTES = 4;
    private static final int VALUE_BYTES = 8;
    private static final int WITNESS_FLAG = 1;
    private static final int STRIPPED_WEIGHT = 3; // beside the 1 that every byte weighs

    private final byte[] bytes;
    private final int start;
    private int bodyAt;
    private int bodyEnd;
    private int end;

    private RawTransaction(byte[] bytes, int start) {
        this.bytes = bytes;
        this.start = start;
    }

    /**
     * Reads the transaction that starts at {@code offset}; bytes may follow it.
     *
     * @throws IllegalArgumentException when there is none, or one with a flag other than that of witnesses
     */
    static RawTransaction parse(byte[] bytes, int offset) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        RawTransaction transaction = new RawTransaction(bytes, offset);
        try {
            in.position(offset);
            transaction.read(in);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("it ends after " + (bytes.length - offset) + " bytes, unfinished", e);
        }
        return transaction;
    }

    private void read(ByteBuffer in) {
        skip(in, VERSION_BYTES);
        bodyAt = in.position();
        boolean witness = in.get() == 0;
        if (witness) {
            int flag = in.get() & 0xff;
            if (flag != WITNESS_FLAG) {
                throw new IllegalArgumentException("its flag is " + flag + "; only 1, for witnesses, is known");
            }
            bodyAt = in.position();
        }
        in.position(bodyAt);
        long inputs = CompactSize.read(in);
        for (long i = 0; i != inputs; i++) { // a count that is a lie ends with the bytes
            skip(in, OUTPOINT_BYTES);
            skip(in, CompactSize.read(in));
            skip(in, SEQUENCE_BYTES);
        }
        long outputs = CompactSize.read(in);
        for (long i = 0; i != outputs; i++) {
            skip(in, VALUE_BYTES);
            skip(in, CompactSize.read(in));
        }
        bodyEnd = in.position();
        if (witness) {
            skipStacks(in, inputs);
        }
        skip(in, LOCK_TIME_BYTES);
        end = in.position();
    }

    private static void skipStacks(ByteBuffer in, long inputs) {
        for (long i = 0; i != inputs; i++) {
            long items = CompactSize.read(in);
            for (long item = 0; item != items; item++) {
                skip(in, CompactSize.read(in));
            }
        }
    }

    private static void skip(ByteBuffer in, long count) {
        if (count < 0 || count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + (int) count);
    }

    /** Bytes with witness. */
    int length() {
        return end - start;
    }

    /** A copy, with witness. */
    byte[] toBytes() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    Hash256 txid(Sha256d sha) {
        sha.update(bytes, start, VERSION_BYTES);
        sha.update(bytes, bodyAt, bodyEnd - bodyAt);
        sha.update(bytes, end - LOCK_TIME_BYTES, LOCK_TIME_BYTES);
        return finish(sha);
    }

    private Hash256 wtxid(Sha256d sha) {
        sha.update(bytes, start, length());
        return finish(sha);
    }

    private static Hash256 finish(Sha256d sha) {
        byte[] hash = new byte[Sha256d.HASH_BYTES];
        sha.finish(hash, 0);
        return Hash256.ofInternal(hash);
    }

    private long weight() {
        return (long) STRIPPED_WEIGHT * (VERSION_BYTES + (bodyEnd - bodyAt) + LOCK_TIME_BYTES) + length();
    }

    /**
     * A transaction that is all of {@code data}. Its fee is not known and 0: nothing here needs it.
     *
     * @throws IllegalArgumentException when it is not a transaction, or one with bytes behind it
     */
    static TemplateTransaction ofTemplate(byte[] data, Sha256d sha) {
        RawTransaction parts = parse(data, 0);
        if (parts.end != data.length) {
            throw new IllegalArgumentException((data.length - parts.end) + " bytes follow it");
        }
        return new TemplateTransaction(data, parts.txid(sha), parts.wtxid(sha), 0, parts.weight());
    }
}
