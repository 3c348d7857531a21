package io.otedama.stratum.v1;

import java.nio.charset.StandardCharsets;

/** Text that goes over the wire. */
final class Ascii {
    private Ascii() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
