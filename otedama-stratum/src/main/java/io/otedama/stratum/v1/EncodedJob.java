package io.otedama.stratum.v1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob;
import java.util.HashMap;
import java.util.Map;

/**
 * A job as the bytes that all connections are sent: once per variant, with and without {@code clean_jobs}. Counted
 * references: the loops that still use it and nobody else keep the buffers. Any thread.
 */
final class EncodedJob extends AbstractReferenceCounted {
    private static final int FLAGS = 2;

    private final MiningJob job;
    private final Map<JobVariant, ByteBuf[]> byVariant = new HashMap<>();

    EncodedJob(MiningJob job, ByteBufAllocator allocator) {
        this.job = job;
        for (ClientClass clientClass : ClientClass.values()) {
            byVariant.computeIfAbsent(job.variant(clientClass), variant -> new ByteBuf[] {
                buffer(allocator, NotifyEncoder.job(job, variant, false)),
                buffer(allocator, NotifyEncoder.job(job, variant, true))
            });
        }
    }

    private static ByteBuf buffer(ByteBufAllocator allocator, byte[] line) {
        return allocator.directBuffer(line.length, line.length).writeBytes(line);
    }

    MiningJob job() {
        return job;
    }

    boolean isForEverybody() {
        return job.purpose() != MiningJob.Purpose.REDIFFICULTY;
    }

    /** One more view of the line, to be written to a socket, which releases it. */
    ByteBuf line(ClientClass clientClass, boolean clean) {
        ByteBuf[] lines = byVariant.get(job.variant(clientClass));
        if (lines == null || lines.length != FLAGS) {
            throw new IllegalStateException("job " + job.id() + " has changed its variant for " + clientClass);
        }
        return lines[clean ? 1 : 0].retainedDuplicate();
    }

    @Override
    protected void deallocate() {
        for (ByteBuf[] lines : byVariant.values()) {
            for (ByteBuf line : lines) {
                line.release();
            }
        }
    }

    @Override
    public ReferenceCounted touch(Object hint) {
        return this;
    }
}
