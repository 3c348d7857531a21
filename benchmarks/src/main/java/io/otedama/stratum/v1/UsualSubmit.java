package io.otedama.stratum.v1;

/** A {@code mining.submit} as most firmware writes it, for suites that compare other dialects with V1. */
public final class UsualSubmit {
    private static final int MAX_ID_BYTES = 64;

    private final SubmitScanner scanner = new SubmitScanner(MAX_ID_BYTES);
    private final RequestId id = new RequestId();
    private final SubmitFields fields = new SubmitFields();
    private final byte[] line = Ascii.bytes("{\"id\":1337,\"method\":\"mining.submit\",\"params\":["
            + "\"bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq.rig1\",\"1a2b\",\"00000000000000ff\",\"684f9a80\","
            + "\"deadbeef\",\"00e0c000\"]}");

    /** Reads the line; false when it was not recognised. */
    public boolean scan() {
        return scanner.scan(line, line.length, id, fields);
    }
}
