package io.otedama.stratum.client.sv2;

import io.otedama.chain.CompactSize;
import io.otedama.chain.Hash256;
import io.otedama.job.CustomWork;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A job as it was announced: what does not depend on the previous block. The arrays are never changed.
 *
 * @param merkleRoot null when it follows from the coinbase
 * @param custom true for work that the miner selected himself
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record JobNotice(
        long jobId,
        int version,
        boolean rollable,
        @Nullable Hash256 merkleRoot,
        List<Hash256> merkleBranch,
        byte[] coinbasePrefix,
        byte[] coinbaseSuffix,
        boolean custom) {
    private static final byte[] NOTHING = {};

    static JobNotice of(NewMiningJob job) {
        return new JobNotice(
                job.jobId(), (int) job.version(), true, job.merkleRoot(), List.of(), NOTHING, NOTHING, false);
    }

    static JobNotice of(NewExtendedMiningJob job) {
        List<Hash256> path = IntStream.range(0, job.merklePathNodeCount())
                .mapToObj(job::merklePathNode)
                .toList();
        return new JobNotice(
                job.jobId(),
                (int) job.version(),
                job.versionRollingAllowed(),
                null,
                path,
                job.coinbaseTxPrefix(),
                job.coinbaseTxSuffix(),
                false);
    }

    /**
     * Work of the miner's own: the extranonce ends the script of the coinbase's input.
     *
     * @param extranonceBytes all of it, the server's part included
     */
    static JobNotice of(long jobId, CustomWork work, int extranonceBytes) {
        byte[] script = work.scriptPrefix();
        ByteArrayOutputStream prefix = new ByteArrayOutputStream();
        prefix.writeBytes(littleEndian(work.coinbaseVersion()));
        prefix.write(1);
        prefix.writeBytes(new byte[Hash256.BYTES]);
        prefix.writeBytes(littleEndian(-1));
        CompactSize.write(prefix, script.length + extranonceBytes);
        prefix.writeBytes(script);
        ByteArrayOutputStream suffix = new ByteArrayOutputStream();
        suffix.writeBytes(littleEndian(work.sequence()));
        suffix.writeBytes(work.outputs());
        suffix.writeBytes(littleEndian(work.lockTime()));
        return new JobNotice(
                jobId,
                work.version(),
                true,
                null,
                work.merkleBranch(),
                prefix.toByteArray(),
                suffix.toByteArray(),
                true);
    }

    private static byte[] littleEndian(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
