package io.otedama.spi;

import java.nio.ByteBuffer;

/**
 * The terms that hold from here on. Written at a start whose terms differ from the last ones.
 *
 * <pre>
 *   24 fee 4 (basis points) | 28 donation 4 (basis points)
 *   32 texts, each length 2 and ASCII: payout scheme, its parameters, account of the donation | end
 * </pre>
 */
public final class ConfigRecord extends RecordView {
    /** Longest text of the parameters. */
    public static final int MAX_PARAMETER_CHARS = 1_000;

    private static final int SCHEME_OFFSET = 32;

    public ConfigRecord() {}

    /**
     * @param parameters canonical text, {@code key=value,key=value} in the order of the keys
     * @param donationAccount account text, empty when nothing is donated
     */
    public ConfigRecord encode(
            ByteBuffer bytes,
            long epochMillis,
            String scheme,
            String parameters,
            int feeBasisPoints,
            int donationBasisPoints,
            String donationAccount) {
        int parametersOffset = SCHEME_OFFSET + textBytes(scheme);
        int donationOffset = parametersOffset + textBytes(parameters);
        begin(bytes, RecordType.CONFIG, donationOffset + textBytes(donationAccount), epochMillis);
        bytes.putInt(24, feeBasisPoints).putInt(28, donationBasisPoints);
        putText(SCHEME_OFFSET, scheme);
        putText(parametersOffset, parameters);
        putText(donationOffset, donationAccount);
        return this;
    }

    public int feeBasisPoints() {
        return buffer.getInt(offset + 24);
    }

    public int donationBasisPoints() {
        return buffer.getInt(offset + 28);
    }

    /** Name of the payout scheme. */
    public String scheme() {
        return text(SCHEME_OFFSET);
    }

    public String parameters() {
        return text(parametersOffset());
    }

    public String donationAccount() {
        int at = parametersOffset();
        return text(at + textBytesAt(at));
    }

    private int parametersOffset() {
        return SCHEME_OFFSET + textBytesAt(SCHEME_OFFSET);
    }
}
