package io.otedama.session;

import io.otedama.job.Job;
import org.jspecify.annotations.Nullable;

/** A decoded share on its way from a front end into the engine. Mutable and reused: one per event loop. */
public final class ShareSubmission {
    /** Who claims it; null when the name is not authorized on this connection. */
    public @Nullable Worker worker;

    /** Number of the job ({@code MiningJob.number()}), -1 when the id cannot be a job's. */
    public long jobNumber;

    /** Work that the miner selected himself; null when {@link #jobNumber} says which job it is. */
    public @Nullable Job customJob;

    /** The last 8 extranonce2 bytes as a big-endian number, or all when there are fewer. */
    public long extranonce2;

    /** Those before the last 8 as a big-endian number; only custom jobs have room for them. */
    public long extranonce2High;

    /** Number of extranonce2 bytes that were sent. */
    public int extranonce2Size;

    /** Header time, unsigned 32 bit. */
    public int ntime;

    public int nonce;

    /** Rolled version bits, or the whole version; meaningful when {@link #hasVersionBits}. */
    public int versionBits;

    public boolean hasVersionBits;

    /** True when {@link #versionBits} is the header's whole version, as Stratum V2 sends it. */
    public boolean isWholeVersion;

    /** Earliest header time that this miner was told, beside the job's own; unsigned 32 bit, 0 when it was told none. */
    public int minTime;

    /** Comes back with the verdict. */
    public long token;

    public ShareSubmission() {}
}
