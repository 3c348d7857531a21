package io.otedama.job;

import io.otedama.chain.CompactSize;
import io.otedama.spi.ClientClass;
import io.otedama.spi.CoinbaseSplitSource.CoinbaseSplit;
import io.otedama.spi.CoinbaseSplitSource.Output;
import io.otedama.spi.JobVariant;
import java.util.Arrays;
import java.util.List;

/**
 * A job's coinbase for one client class, complete but for who gets the rest: the pool, or an owner of work. Immutable, so
 * that any thread may finish it.
 *
 * <pre>
 *   outputs = rest (value - the others; left out when 0 and there are others) , split outputs … , witness commitment last
 * </pre>
 */
final class CoinbasePlan {
    private static final byte[] COMMITMENT = {0x6a, 0x24, (byte) 0xaa, 0x21, (byte) 0xa9, (byte) 0xed};

    private final ClientClass clientClass;
    private final CoinbaseFrame frame;
    private final long splitId;
    private final List<Output> outputs;
    private final long rest;

    /**
     * Takes what fits of a split, in its order; nothing behind the first output that does not.
     *
     * @throws IllegalArgumentException when the split pays more than there is, or an output that makes no sense
     */
    CoinbasePlan(ClientClass clientClass, CoinbaseFrame frame, CoinbaseSplit split, int budgetBytes) {
        this.clientClass = clientClass;
        this.frame = frame;
        this.splitId = split.splitId();
        CoinbaseRoom room = new CoinbaseRoom(budgetBytes);
        int fitting = 0;
        long paid = 0;
        for (Output output : split.outputs()) {
            if (!room.take(output.script())) {
                break; // this and all behind it stay in the rest: nothing vanishes
            }
            check(output);
            paid = Math.addExact(paid, output.value());
            fitting++;
        }
        this.outputs = split.outputs().subList(0, fitting);
        this.rest = frame.value() - paid;
        if (rest < 0) {
            throw new IllegalArgumentException(
                    "split " + splitId + " pays " + paid + " of " + frame.value() + " base units");
        }
    }

    private void check(Output output) {
        if (output.value() <= 0) {
            throw new IllegalArgumentException("split " + splitId + " pays " + output.value());
        }
        byte[] script = output.script();
        if (script.length >= COMMITMENT.length
                && Arrays.equals(script, 0, COMMITMENT.length, COMMITMENT, 0, COMMITMENT.length)) {
            throw new IllegalArgumentException("split " + splitId + " has an output that reads as witness commitment");
        }
    }

    /** True when both pay the same outputs of the same split. */
    boolean paysLike(CoinbasePlan other) {
        if (splitId != other.splitId || outputs.size() != other.outputs.size()) {
            return false;
        }
        for (int i = 0; i < outputs.size(); i++) {
            Output mine = outputs.get(i);
            Output its = other.outputs.get(i);
            if (mine.value() != its.value() || !Arrays.equals(mine.script(), its.script())) {
                return false;
            }
        }
        return true;
    }

    /**
     * The finished coinbase; the same bytes for the same owner each time.
     *
     * @param owner account, empty for the pool
     */
    JobVariant payRestTo(String owner, byte[] script) {
        boolean restIsPaid = rest > 0 || outputs.isEmpty();
        byte[] commitment = frame.commitment();
        CoinbaseBytes out = new CoinbaseBytes(256);
        out.writeBytes(frame.scriptTail());
        out.writeInt(CoinbaseFrame.SEQUENCE);
        CompactSize.write(out, outputs.size() + (restIsPaid ? 1L : 0L) + (commitment == null ? 0L : 1L));
        if (restIsPaid) {
            out.writeOutput(rest, script);
        }
        for (Output output : outputs) {
            out.writeOutput(output.value(), output.script());
        }
        if (commitment != null) {
            out.writeOutput(0, commitment);
        }
        out.writeInt(frame.lockTime());
        JobVariant variant = new JobVariant(clientClass, owner, splitId, frame.prefix(), out.toByteArray());
        CoinbaseAudit.assertSum(variant.coinbaseSuffix(), frame.scriptTail().length, frame.value());
        CoinbaseAudit.assertSize(variant, frame.extranonceBytes());
        return variant;
    }
}
