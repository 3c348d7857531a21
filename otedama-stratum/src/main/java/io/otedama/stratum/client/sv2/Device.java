package io.otedama.stratum.client.sv2;

import java.nio.charset.StandardCharsets;

/**
 * What a client says it is, in SetupConnection. Each at most {@value #MAX_BYTES} bytes of UTF-8 without control characters.
 *
 * @param vendor who made it
 * @param id of this device alone; may be empty
 */
public record Device(String vendor, String hardwareVersion, String firmware, String id) {
    public static final int MAX_BYTES = 255;

    /** What a client says that was told nothing. */
    public static final Device OTEDAMA = new Device("Otedama", "cpu", "otedama/0.1", "");

    /**
     * @throws IllegalArgumentException when a text is too long or has control characters
     */
    public Device {
        check("vendor", vendor);
        check("hardware version", hardwareVersion);
        check("firmware", firmware);
        check("device id", id);
    }

    private static void check(String name, String text) {
        if (!isSendable(text)) {
            throw new IllegalArgumentException(
                    "the " + name + " needs at most " + MAX_BYTES + " bytes of UTF-8 and no control characters");
        }
    }

    static boolean isSendable(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && text.chars().noneMatch(Character::isISOControl);
    }
}
