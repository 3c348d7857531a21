package io.otedama.testkit;

import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob;
import java.util.List;

/** As much of a job as a journal record takes. */
public record PlainJob(long number, Hash256 previousBlock, int bits) implements MiningJob {
    @Override
    public String id() {
        return Long.toHexString(number);
    }

    @Override
    public Purpose purpose() {
        return Purpose.NEW_BLOCK;
    }

    @Override
    public int height() {
        return 1;
    }

    @Override
    public int version() {
        return 0x20000000;
    }

    @Override
    public long minTime() {
        return 0;
    }

    @Override
    public long curTime() {
        return 0;
    }

    @Override
    public Target networkTarget() {
        return Target.ofCompact(bits);
    }

    @Override
    public List<Hash256> merkleBranch() {
        return List.of();
    }

    @Override
    public JobVariant variant(ClientClass clientClass) {
        throw new UnsupportedOperationException("nobody mines on this job");
    }

    @Override
    public List<JobVariant> variants() {
        return List.of();
    }
}
