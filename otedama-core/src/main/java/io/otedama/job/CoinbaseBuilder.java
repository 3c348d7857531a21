package io.otedama.job;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.CompactSize;
import io.otedama.spi.ClientClass;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.CoinbaseSplitSource.CoinbaseSplit;
import io.otedama.spi.Owner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds coinbases without witness, cut around the extranonce, up to the question who gets what the split leaves. Job
 * thread only.
 *
 * <pre>
 *   version 2 | 1 input: null outpoint, script, sequence fffffffe
 *     script = BIP34 height | aux | push( boot 8 BE, job number 4 BE, extranonce1 ‖ extranonce2 ) | push( tag )
 *   outputs (see CoinbasePlan) | lock time height - 1
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

    private final ExtranonceLayout layout;
    private final byte[] tag;
    private final CoinbaseSplitSource splits;
    private final int restBytes;

    CoinbaseBuilder(ExtranonceLayout layout, byte[] poolScript, String tag, CoinbaseSplitSource splits) {
        this.layout = layout;
        this.tag = tag.getBytes(StandardCharsets.US_ASCII);
        this.splits = splits;
        int ownerBytes = splits.perOwner() ? CoinbaseBytes.outputSize(new byte[Owner.MAX_SCRIPT_BYTES]) : 0;
        this.restBytes = Math.max(ownerBytes, CoinbaseBytes.outputSize(poolScript));
    }

    /**
     * What the coinbases of a job say: one plan for every client class, in ascending order, but classes that are paid alike
     * share that of the smallest.
     *
     * @throws IllegalArgumentException when no legal coinbase can be made
     */
    List<CoinbasePlan> plan(BlockTemplate t, byte @Nullable [] commitment, long boot, long job) {
        CoinbaseFrame frame = frame(t, commitment, boot, job);
        List<CoinbasePlan> plans = new ArrayList<>();
        for (ClientClass clientClass : ClientClass.all()) {
            int budgetBytes = budgetBytes(t, clientClass, frame.fixedBytes() + restBytes);
            CoinbaseSplit split = splits.split(t.coinbaseValue(), clientClass, budgetBytes);
            CoinbasePlan plan = new CoinbasePlan(clientClass, frame, split, budgetBytes);
            if (plans.isEmpty() || !plans.get(plans.size() - 1).paysLike(plan)) {
                plans.add(plan);
            }
        }
        return plans;
    }

    private CoinbaseFrame frame(BlockTemplate t, byte @Nullable [] commitment, long boot, long job) {
        byte[] scriptHead = scriptHead(t, boot, job);
        byte[] scriptTail = scriptTail();
        int scriptBytes = scriptHead.length + layout.totalSize() + scriptTail.length;
        if (scriptBytes > MAX_SCRIPT_BYTES) {
            throw new IllegalArgumentException("coinbase script of " + scriptBytes + " bytes exceeds "
                    + MAX_SCRIPT_BYTES + ": the node's coinbaseaux takes " + t.coinbaseAux().length
                    + ", use a shorter tag");
        }
        CoinbaseBytes prefix = new CoinbaseBytes(MAX_SCRIPT_BYTES);
        prefix.writeInt(2);
        prefix.write(1);
        prefix.writeBytes(new byte[32]);
        prefix.writeInt(-1);
        prefix.write(scriptBytes);
        prefix.writeBytes(scriptHead);
        return new CoinbaseFrame(
                prefix.toByteArray(), layout.totalSize(), scriptTail, t.coinbaseValue(), t.height() - 1, commitment);
    }

    /** Bytes that split outputs may take: what the block's weight and the client's firmware leave. */
    private static int budgetBytes(BlockTemplate t, ClientClass clientClass, int reserved) {
        long headerWeight = 4L * (80 + CompactSize.size(t.transactions().size() + 1));
        long free = t.weightLimit() - t.transactionWeight() - headerWeight - WITNESS_WEIGHT - 4L * reserved;
        if (free < 0) {
            throw new IllegalArgumentException("template " + t.height()
                    + " leaves no weight for a coinbase: raise the node's blockreservedweight");
        }
        return (int) Math.max(0, Math.min(free / 4, clientClass.maxCoinbaseBytes() - reserved));
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
}
