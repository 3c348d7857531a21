package io.otedama.stratum.v1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob;
import io.otedama.stratum.loop.LoopJob;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A job as the bytes that connections are sent: one line per variant, with or without {@code clean_jobs}, shared by all who
 * have that variant. Lines of client classes are encoded beforehand, others (of single owners, or clean for a first job)
 * when first needed. Counted references: the loops that still use it and nobody else keep the buffers. Any thread that holds
 * a reference.
 */
final class EncodedJob extends AbstractReferenceCounted implements LoopJob {
    /** Lines kept; one more variant is encoded for each of its connections. */
    static final int MAX_LINES = 1 << 15;

    private final MiningJob job;
    private final ByteBufAllocator allocator;
    private final int maxLines;
    private final Map<JobVariant, ByteBuf> plain = new ConcurrentHashMap<>();
    private final Map<JobVariant, ByteBuf> clean = new ConcurrentHashMap<>();

    EncodedJob(MiningJob job, ByteBufAllocator allocator) {
        this(job, allocator, MAX_LINES);
    }

    EncodedJob(MiningJob job, ByteBufAllocator allocator, int maxLines) {
        this.job = job;
        this.allocator = allocator;
        this.maxLines = maxLines;
        boolean newBlock = job.purpose() == MiningJob.Purpose.NEW_BLOCK;
        for (JobVariant variant : job.variants()) {
            line(variant, newBlock).release();
        }
    }

    @Override
    public MiningJob job() {
        return job;
    }

    @Override
    public void hold() {
        retain();
    }

    @Override
    public void letGo() {
        release();
    }

    /** One more view of the line, to be written to a socket, which releases it. */
    ByteBuf line(JobVariant variant, boolean isClean) {
        Map<JobVariant, ByteBuf> lines = isClean ? clean : plain;
        ByteBuf line = lines.get(variant);
        if (line == null) {
            if (lines.size() >= maxLines) {
                return encode(variant, isClean);
            }
            line = lines.computeIfAbsent(variant, v -> encode(v, isClean));
        }
        return line.retainedDuplicate();
    }

    private ByteBuf encode(JobVariant variant, boolean isClean) {
        byte[] line = NotifyEncoder.job(job, variant, isClean);
        return allocator.directBuffer(line.length, line.length).writeBytes(line);
    }

    @Override
    protected void deallocate() {
        plain.values().forEach(ByteBuf::release);
        clean.values().forEach(ByteBuf::release);
    }

    @Override
    public ReferenceCounted touch(Object hint) {
        return this;
    }
}
