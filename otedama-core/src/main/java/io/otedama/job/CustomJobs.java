package io.otedama.job;

import io.otedama.chain.CompactSize;
import io.otedama.chain.Hash256;
import io.otedama.spi.ClientClass;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.JobVariant;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Makes jobs of work that miners selected themselves. Any thread.
 *
 * <p>A custom job stands beside the pool's newest job, on the same previous block: it bears that job's number, so its shares
 * are credited, journaled and replayed as shares of it. It is never in the {@link JobTable}; whoever declared it keeps it.
 *
 * <pre>
 *   prefix = version ‖ 01 ‖ 00…00 ffffffff ‖ length ‖ script prefix      (extranonce)      suffix = sequence ‖ outputs ‖ lock time
 * </pre>
 *
 * <p>What the pool asks of the coinbase is that its own script is paid at least what the block creates; how much is paid to
 * it is what the block is worth in the books. Transactions are the miner's business: a block with any is assembled and sent
 * by his own node, and the pool only follows it.
 */
public final class CustomJobs {
    /** The miner's own part of the extranonce, behind the pool's: as much as clients that select work ask for. */
    public static final int EXTRANONCE2_BYTES = 16;

    /** A tree of more transactions fits no block. */
    static final int MAX_BRANCH = 24;

    /** Longest script of a coinbase input (consensus). */
    private static final int MAX_SCRIPT_BYTES = 100;

    /** Lowest block version that is still valid (BIP 65). */
    private static final int MIN_VERSION = 4;

    private static final int FINAL_SEQUENCE = 0xffffffff;

    private final JobTable jobs;
    private final byte[] poolScript;
    private final int extranonceBytes;

    /**
     * @param poolScript output script that every coinbase must pay
     */
    public CustomJobs(JobTable jobs, byte[] poolScript, ExtranonceLayout layout) {
        this.jobs = jobs;
        this.poolScript = poolScript.clone();
        this.extranonceBytes = layout.extranonce1Size() + EXTRANONCE2_BYTES;
    }

    /** The output that every coinbase must have, with value 0 for the miner to fill in: value 8, length, script. */
    public byte[] requiredOutput() {
        CoinbaseBytes out = new CoinbaseBytes(CoinbaseBytes.outputSize(poolScript));
        out.writeOutput(0, poolScript);
        return out.toByteArray();
    }

    /**
     * A job for this work.
     *
     * @throws CustomWorkException when its shares cannot be credited
     */
    public Job make(CustomWork work) throws CustomWorkException {
        Job base = jobs.newest();
        if (base == null || !base.previousBlock().equals(work.previousBlock())) {
            throw new CustomWorkException("stale-chain-tip");
        }
        require(work.bits() == base.bits(), "invalid-nbits");
        require(work.version() >= MIN_VERSION, "invalid-version");
        boolean timely = work.minTime() >= base.minTime() && work.minTime() <= base.curTime() + Job.MAX_FUTURE_SECONDS;
        require(timely, "invalid-min-ntime");
        require(isPrefix(work.scriptPrefix(), base.height()), "invalid-coinbase-prefix");
        boolean isFinal =
                work.sequence() == FINAL_SEQUENCE || Integer.compareUnsigned(work.lockTime(), base.height()) < 0;
        require(isFinal, "invalid-coinbase-tx-locktime");
        require(work.merkleBranch().size() <= MAX_BRANCH, "invalid-merkle-path");
        long paid = paidToPool(work.outputs());
        require(paid >= Math.max(1, base.subsidy()), "invalid-coinbase-tx-outputs");
        return Job.builder()
                .number(base.number())
                .header(work.version(), work.previousBlock(), work.bits(), base.height())
                .times(work.minTime(), Math.max(base.curTime(), work.minTime()))
                .coinbaseValue(paid)
                .merkleBranch(work.merkleBranch())
                .variants(List.of(variant(work)))
                .solutions(base.solutions())
                .build();
    }

    private static void require(boolean condition, String errorCode) throws CustomWorkException {
        if (!condition) {
            throw new CustomWorkException(errorCode);
        }
    }

    private boolean isPrefix(byte[] prefix, int height) {
        byte[] push = CoinbaseBuilder.heightPush(height);
        return prefix.length <= CustomWork.MAX_SCRIPT_PREFIX_BYTES
                && prefix.length + extranonceBytes <= MAX_SCRIPT_BYTES
                && prefix.length >= push.length
                && Arrays.equals(push, 0, push.length, prefix, 0, push.length);
    }

    private JobVariant variant(CustomWork work) {
        byte[] script = work.scriptPrefix();
        CoinbaseBytes prefix = new CoinbaseBytes(64);
        prefix.writeInt(work.coinbaseVersion());
        prefix.write(1);
        prefix.writeBytes(new byte[Hash256.BYTES]);
        prefix.writeInt(0xffffffff);
        prefix.write(script.length + extranonceBytes);
        prefix.writeBytes(script);
        CoinbaseBytes suffix = new CoinbaseBytes(work.outputs().length + 8);
        suffix.writeInt(work.sequence());
        suffix.writeBytes(work.outputs());
        suffix.writeInt(work.lockTime());
        return new JobVariant(
                ClientClass.NICEHASH, "", CoinbaseSplitSource.POOL_SPLIT, prefix.toByteArray(), suffix.toByteArray());
    }

    /** Base units that the outputs pay to the pool's script; the bytes must be outputs and nothing else. */
    private long paidToPool(byte[] outputs) throws CustomWorkException {
        ByteBuffer in = ByteBuffer.wrap(outputs).order(ByteOrder.LITTLE_ENDIAN);
        long paid = 0;
        try {
            long count = CompactSize.read(in);
            for (long i = 0; i < count; i++) {
                long value = in.getLong();
                long length = CompactSize.read(in);
                require(value >= 0 && length <= in.remaining(), "invalid-coinbase-tx-outputs");
                byte[] script = new byte[(int) length];
                in.get(script);
                paid = Arrays.equals(script, poolScript) ? Math.addExact(paid, value) : paid;
            }
            require(!in.hasRemaining(), "invalid-coinbase-tx-outputs");
            return paid;
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
            throw new CustomWorkException("invalid-coinbase-tx-outputs");
        }
    }
}
