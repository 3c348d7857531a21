package io.otedama.stratum.v2.message;

/** Bits of {@code flags} in SetupConnection and its Success; what they mean depends on protocol and direction. */
public final class SetupFlags {
    /** Mining, client: no group channels with extended jobs; each standard channel gets its own. */
    public static final long REQUIRES_STANDARD_JOBS = 1;

    /** Mining, client: will send SetCustomMiningJob. */
    public static final long REQUIRES_WORK_SELECTION = 1 << 1;

    /** Mining, client: rolls the version. */
    public static final long REQUIRES_VERSION_ROLLING = 1 << 2;

    /** Mining, Success: the version must stay as it is. Never together with REQUIRES_VERSION_ROLLING. */
    public static final long REQUIRES_FIXED_VERSION = 1;

    /** Mining, Success: no standard channels here. */
    public static final long REQUIRES_EXTENDED_CHANNELS = 1 << 1;

    /** Job declaration, client: declares jobs with all their transactions. */
    public static final long DECLARE_TX_DATA = 1;

    private SetupFlags() {}
}
