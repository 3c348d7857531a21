package io.otedama.stratum.v2.message;

/**
 * What stands in {@code error_code}, as the reference implementation writes it. Some codes answer several requests; they
 * stand with the first. A code that is not here may come from a peer and is only logged.
 */
public final class ErrorCodes {
    // ---- setup

    public static final String UNSUPPORTED_FEATURE_FLAGS = "unsupported-feature-flags";
    public static final String UNSUPPORTED_PROTOCOL = "unsupported-protocol";
    public static final String PROTOCOL_VERSION_MISMATCH = "protocol-version-mismatch";
    public static final String MISSING_DECLARE_TX_DATA_FLAG = "missing-declare-tx-data-flag";

    // ---- open channel

    public static final String STANDARD_CHANNELS_NOT_SUPPORTED_FOR_CUSTOM_WORK =
            "standard-channels-not-supported-for-custom-work";
    public static final String EXTENDED_CHANNELS_NOT_SUPPORTED_FOR_STANDARD_JOBS =
            "extended-channels-not-supported-for-standard-jobs";
    public static final String INVALID_USER_IDENTITY = "invalid-user-identity";
    public static final String INVALID_NOMINAL_HASHRATE = "invalid-nominal-hashrate";
    public static final String MIN_EXTRANONCE_SIZE_TOO_LARGE = "min-extranonce-size-too-large";
    public static final String UNSUPPORTED_MIN_EXTRANONCE_SIZE = "unsupported-min-extranonce-size";
    public static final String MAX_TARGET_OUT_OF_RANGE = "max-target-out-of-range";
    public static final String UNKNOWN_USER = "unknown-user";

    // ---- update and submit

    public static final String INVALID_CHANNEL_ID = "invalid-channel-id";
    public static final String INVALID_SHARE = "invalid-share";
    public static final String STALE_SHARE = "stale-share";
    public static final String INVALID_JOB_ID = "invalid-job-id";
    public static final String DIFFICULTY_TOO_LOW = "difficulty-too-low";
    public static final String DUPLICATE_SHARE = "duplicate-share";
    public static final String BAD_EXTRANONCE_SIZE = "bad-extranonce-size";
    public static final String VERSION_ROLLING_NOT_ALLOWED = "version-rolling-not-allowed";
    public static final String INVALID_NON_ROLLABLE_VERSION_BIT = "invalid-non-rollable-version-bit";

    // ---- custom job

    public static final String JD_NOT_SUPPORTED = "jd-not-supported";
    public static final String INVALID_MINING_JOB_TOKEN = "invalid-mining-job-token";
    public static final String JOB_NOT_YET_VALIDATED = "job-not-yet-validated";
    public static final String STALE_CHAIN_TIP = "stale-chain-tip";
    public static final String INVALID_MIN_NTIME = "invalid-min-ntime";
    public static final String INVALID_NBITS = "invalid-nbits";
    public static final String INVALID_VERSION = "invalid-version";
    public static final String INVALID_COINBASE_TX = "invalid-coinbase-tx";
    public static final String INVALID_COINBASE_TX_VERSION = "invalid-coinbase-tx-version";
    public static final String INVALID_COINBASE_TX_INPUT_N_SEQUENCE = "invalid-coinbase-tx-input-n-sequence";
    public static final String INVALID_COINBASE_TX_OUTPUTS = "invalid-coinbase-tx-outputs";
    public static final String INVALID_COINBASE_TX_LOCKTIME = "invalid-coinbase-tx-locktime";
    public static final String INVALID_COINBASE_PREFIX = "invalid-coinbase-prefix";
    public static final String INVALID_MERKLE_PATH = "invalid-merkle-path";

    // ---- declare

    public static final String MISSING_TXS = "missing-txs";
    public static final String INVALID_COINBASE_TX_INPUT = "invalid-coinbase-tx-input";
    public static final String INTERNAL_ERROR = "internal-error";
    public static final String INVALID_JOB = "invalid-job";

    // ---- transaction data

    public static final String STALE_TEMPLATE_ID = "stale-template-id";
    public static final String TEMPLATE_ID_NOT_FOUND = "template-id-not-found";

    private ErrorCodes() {}
}
