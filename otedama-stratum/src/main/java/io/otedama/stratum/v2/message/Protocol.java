package io.otedama.stratum.v2.message;

/** Values of {@code SetupConnection.protocol}, and the only version there is. */
public final class Protocol {
    public static final int MINING = 0;
    public static final int JOB_DECLARATION = 1;
    public static final int TEMPLATE_DISTRIBUTION = 2;

    /** The version of all three. */
    public static final int VERSION = 2;

    private Protocol() {}
}
