package io.otedama.stratum.proxy;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob;
import io.otedama.stratum.client.sv2.Sv2Job;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A channel's job as its machine sees it. Event loop of the machine. */
final class ProxyJob implements MiningJob {
    /** Bytes of the extranonce that every machine is told as its extranonce1, all zero. */
    static final int EXTRANONCE1_BYTES = 4;

    /** Bytes that a machine chooses. */
    static final int EXTRANONCE2_BYTES = Uplink.EXTRANONCE_BYTES - EXTRANONCE1_BYTES;

    /** Shares of one job that are told apart; beyond it the pool alone does so. */
    private static final int MAX_SEEN = 4_096;

    private final long number;
    private final Sv2Job job;
    private final long line;
    private final Difficulty difficulty;
    private final Target advertised;
    private final boolean newBlock;
    private final JobVariant variant;
    private final Set<Hash256> seen = new HashSet<>();

    /**
     * @param number for the machine; grows from job to job
     * @param line number of the connection it came over
     * @param newBlock true when older jobs are of no use any more
     */
    ProxyJob(long number, Sv2Job job, long line, long shareMultiplier, boolean newBlock) {
        this.line = line;
        this.number = number;
        this.job = job;
        this.newBlock = newBlock;
        this.difficulty = Difficulty.ofTarget(job.target(), shareMultiplier); // rounded down: nothing is lost
        this.advertised = difficulty.toTarget(shareMultiplier);
        byte[] prefix = job.coinbasePrefix();
        byte[] channel = job.channel().extranonce().extranonce1Bytes();
        int padding = job.extranonceSize() - Uplink.EXTRANONCE_BYTES;
        byte[] coinb1 = Arrays.copyOf(prefix, prefix.length + channel.length + padding);
        System.arraycopy(channel, 0, coinb1, prefix.length, channel.length);
        this.variant = new JobVariant(ClientClass.STANDARD, "", 0, coinb1, job.coinbaseSuffix());
    }

    long line() {
        return line;
    }

    Sv2Job upstream() {
        return job;
    }

    Difficulty difficulty() {
        return difficulty;
    }

    /** What the machine was asked for: a little easier than what the pool asks, where that has too many digits. */
    Target advertised() {
        return advertised;
    }

    /** The extranonce as the pool knows it. */
    byte[] extranonce(byte[] extranonce2) {
        byte[] whole = new byte[job.extranonceSize()];
        System.arraycopy(extranonce2, 0, whole, whole.length - extranonce2.length, extranonce2.length);
        return whole;
    }

    /** False when this header was submitted before. */
    boolean isNew(Hash256 header) {
        return seen.size() >= MAX_SEEN || seen.add(header);
    }

    JobVariant variant() {
        return variant;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public String id() {
        return Long.toHexString(number);
    }

    @Override
    public Purpose purpose() {
        return newBlock ? Purpose.NEW_BLOCK : Purpose.REFRESH;
    }

    @Override
    public int height() {
        return 0; // a channel is not told
    }

    @Override
    public int version() {
        return job.version();
    }

    @Override
    public Hash256 previousBlock() {
        return job.previousBlock();
    }

    @Override
    public int bits() {
        return job.bits();
    }

    @Override
    public long minTime() {
        return Integer.toUnsignedLong(job.time());
    }

    @Override
    public long curTime() {
        return minTime();
    }

    @Override
    public Target networkTarget() {
        return job.networkTarget();
    }

    @Override
    public List<Hash256> merkleBranch() {
        return job.merkleBranch();
    }

    @Override
    public JobVariant variant(ClientClass clientClass) {
        return variant;
    }

    @Override
    public List<JobVariant> variants() {
        return List.of(variant);
    }
}
