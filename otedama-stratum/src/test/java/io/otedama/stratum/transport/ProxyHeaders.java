package io.otedama.stratum.transport;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** PROXY headers as load balancers send them, written from the specification. */
public final class ProxyHeaders {
    private static final byte[] SIGNATURE = "\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.ISO_8859_1);

    private ProxyHeaders() {}

    /** Version 1. */
    public static byte[] text(String source) {
        String family = source.indexOf(':') >= 0 ? "TCP6" : "TCP4";
        String local = source.indexOf(':') >= 0 ? "2001:db8::1" : "192.0.2.1";
        return ("PROXY " + family + " " + source + " " + local + " 5555 3333\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Version 2: PROXY, TCP over IPv4 or IPv6, with so many bytes of extensions. */
    public static byte[] binary(String source, int tlvBytes) throws UnknownHostException {
        byte[] from = InetAddress.getByName(source).getAddress();
        ByteArrayOutputStream addresses = new ByteArrayOutputStream();
        addresses.writeBytes(from);
        addresses.writeBytes(new byte[from.length]);
        addresses.writeBytes(new byte[] {0x15, (byte) 0xb3, 0x0d, 0x05});
        if (tlvBytes > 0) {
            addresses.writeBytes(new byte[] {4, (byte) ((tlvBytes - 3) >> 8), (byte) (tlvBytes - 3)}); // PP2_TYPE_NOOP
            addresses.writeBytes(new byte[tlvBytes - 3]);
        }
        return binary(0x21, from.length == 4 ? 0x11 : 0x21, addresses.toByteArray());
    }

    /** Version 2 of any kind. */
    public static byte[] binary(int versionAndCommand, int familyAndTransport, byte[] rest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        out.write(versionAndCommand);
        out.write(familyAndTransport);
        out.write(rest.length >> 8);
        out.write(rest.length);
        out.writeBytes(rest);
        return out.toByteArray();
    }
}
