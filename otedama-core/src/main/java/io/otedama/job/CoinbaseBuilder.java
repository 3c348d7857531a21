package io.otedama.job;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.CompactSize;
import io.otedama.spi.ClientClass;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.CoinbaseSplitSource.CoinbaseSplit;
import io.otedama.spi.CoinbaseSplitSource.Output;
import io.otedama.spi.JobVariant;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Builds coinbases without witness, cut around the extranonce. Job thread only.
 *
 * <pre>
 *   version 2 | 1 input: null outpoint, script, sequence fffffffe
 *     script = BIP34 height | aux | push( boot 8 BE, job number 4 BE, extranonce1 ‖ extranonce2 ) | push( tag )
 *   outputs = pool (value - the others) , split outputs … , witness commitment last | lock time height - 1
 * </pre>
 *
 * Version, sequence and lock time are those of Bitcoin Core's own coinbase since 30 (ready for BIP 54).
 */
final class CoinbaseBuilder {
    /** Consensus: 2 to 100 bytes. */
    static final int MAX_SCRIPT_BYTES = 100;

    /** Longest tag that always fits. */
    static final int MAX_TAG_BYTES = 40;

    private static final int BOOT_AND_JOB_BYTES = 12;
    private static final int WITNESS_WEIGHT = 2 + 34; // marker, flag, one item of 32 bytes
    private static final int MAX_COUNT_BYTES = 5;

    private final ExtranonceLayout layout;
    private final byte[] poolScript;
    private final byte[] tag;
    private final CoinbaseSplitSource splits;

    CoinbaseBuilder(ExtranonceLayout layout, byte[] poolScript, String tag, CoinbaseSplitSource splits) {
        this.layout = layout;
        this.poolScript = poolScript;
        this.tag = tag.getBytes(StandardCharsets.US_ASCII);
        this.splits = splits;
    }

    JobVariant build(BlockTemplate t, byte @Nullable [] commitment, long boot, long job, ClientClass clientClass) {
        byte[] scriptHead = scriptHead(t, boot, job);
        byte[] scriptTail = scriptTail();
        int scriptBytes = scriptHead.length + layout.totalSize() + scriptTail.length;
        if (scriptBytes > MAX_SCRIPT_BYTES) {
            throw new IllegalArgumentException("coinbase script of " + scriptBytes + " bytes exceeds "
                    + MAX_SCRIPT_BYTES + ": the node's coinbaseaux takes " + t.coinbaseAux().length
                    + ", use a shorter tag");
        }
        ByteArrayOutputStream prefix = new ByteArrayOutputStream();
        writeInt(prefix, 2);
        prefix.write(1);
        prefix.writeBytes(new byte[32]);
        writeInt(prefix, -1);
        prefix.write(scriptBytes);
        prefix.writeBytes(scriptHead);

        int fixedBytes = prefix.size() + layout.totalSize() + scriptTail.length + 4 + MAX_COUNT_BYTES + 4;
        int reserved = fixedBytes + outputBytes(poolScript) + (commitment == null ? 0 : outputBytes(commitment));
        CoinbaseSplit split = splits.split(t.coinbaseValue(), clientClass, budgetBytes(t, clientClass, reserved));
        ByteArrayOutputStream suffix = new ByteArrayOutputStream();
        suffix.writeBytes(scriptTail);
        writeInt(suffix, 0xfffffffe);
        writeOutputs(suffix, t, commitment, split, budgetBytes(t, clientClass, reserved));
        writeInt(suffix, t.height() - 1);
        byte[] end = suffix.toByteArray();
        CoinbaseAudit.assertSum(end, scriptTail.length, t.coinbaseValue());
        return new JobVariant(clientClass, "", split.splitId(), prefix.toByteArray(), end);
    }

    /** Bytes that split outputs may take: what the block's weight and the client's firmware leave. */
    private int budgetBytes(BlockTemplate t, ClientClass clientClass, int reserved) {
        long headerWeight = 4L * (80 + CompactSize.size(t.transactions().size() + 1));
        long free = t.weightLimit() - t.transactionWeight() - headerWeight - WITNESS_WEIGHT - 4L * reserved;
        if (free < 0) {
            throw new IllegalArgumentException("template " + t.height()
                    + " leaves no weight for a coinbase: raise the node's blockreservedweight");
        }
        return (int) Math.max(0, Math.min(free / 4, clientClass.maxCoinbaseBytes() - reserved));
    }

    private void writeOutputs(
            ByteArrayOutputStream out,
            BlockTemplate t,
            byte @Nullable [] commitment,
            CoinbaseSplit split,
            int budgetBytes) {
        int used = 0;
        int fitting = 0;
        long paid = 0;
        for (Output output : split.outputs()) {
            used += outputBytes(output.script());
            if (used > budgetBytes) {
                break; // the rest stays in the pool's output: nothing vanishes
            }
            if (output.value() <= 0) {
                throw new IllegalArgumentException("split " + split.splitId() + " pays " + output.value());
            }
            paid = Math.addExact(paid, output.value());
            fitting++;
        }
        long poolValue = t.coinbaseValue() - paid;
        if (poolValue < 0) {
            throw new IllegalArgumentException(
                    "split " + split.splitId() + " pays " + paid + " of " + t.coinbaseValue() + " base units");
        }
        CompactSize.write(out, 1L + fitting + (commitment == null ? 0 : 1));
        writeOutput(out, poolValue, poolScript);
        for (Output output : split.outputs().subList(0, fitting)) {
            writeOutput(out, output.value(), output.script());
        }
        if (commitment != null) {
            writeOutput(out, 0, commitment);
        }
    }

    private byte[] scriptHead(BlockTemplate t, long boot, long job) {
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        script.writeBytes(heightPush(t.height()));
        script.writeBytes(t.coinbaseAux());
        script.write(BOOT_AND_JOB_BYTES + layout.totalSize()); // one push of at most 28 bytes
        for (int shift = 56; shift >= 0; shift -= 8) {
            script.write((int) (boot >>> shift));
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            script.write((int) (job >>> shift));
        }
        return script.toByteArray();
    }

    private byte[] scriptTail() {
        if (tag.length == 0) {
            return new byte[0];
        }
        byte[] push = new byte[tag.length + 1];
        push[0] = (byte) tag.length;
        System.arraycopy(tag, 0, push, 1, tag.length);
        return push;
    }

    /** BIP 34: the height as a minimal script number; OP_1 to OP_16 for small ones. */
    static byte[] heightPush(int height) {
        if (height <= 16) {
            return new byte[] {(byte) (0x50 + height)};
        }
        int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(height)) / 8 + 1; // one bit stays free for the sign
        byte[] push = new byte[bytes + 1];
        push[0] = (byte) bytes;
        for (int i = 0; i < bytes; i++) {
            push[i + 1] = (byte) ((long) height >>> (8 * i));
        }
        return push;
    }

    private static int outputBytes(byte[] script) {
        return 8 + CompactSize.size(script.length) + script.length;
    }

    private static void writeOutput(ByteArrayOutputStream out, long value, byte[] script) {
        writeInt(out, (int) value);
        writeInt(out, (int) (value >>> 32));
        CompactSize.write(out, script.length);
        out.writeBytes(script);
    }

    private static void writeInt(ByteArrayOutputStream out, int value) {
        for (int i = 0; i < 4; i++) {
            out.write(value >>> (8 * i));
        }
    }
}
