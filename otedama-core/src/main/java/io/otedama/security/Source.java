package io.otedama.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where something comes from, as far as one can be told from another: an IPv4 address, or an IPv6 /64, which is the least
 * that a subscriber gets. An IPv4 address mapped into IPv6 is the IPv4 address.
 *
 * @param bits of an IPv4 address 32, of an IPv6 address the first 64
 */
record Source(boolean v6, long bits) {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int PREFIX_BYTES = 8;
    private static final long IPV4_SUBNET = 0xffff_ff00L;
    private static final long IPV6_SITE = 0xffff_ffff_ffff_0000L;

    /**
     * @param address 4 or 16 bytes, most significant first
     * @throws IllegalArgumentException when it has another length
     */
    static Source of(byte[] address) {
        if (address.length == IPV4_BYTES) {
            return new Source(false, bits(address, 0, IPV4_BYTES));
        }
        if (address.length != IPV6_BYTES) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, found " + address.length);
        }
        long prefix = bits(address, 0, PREFIX_BYTES);
        boolean mapped = prefix == 0 && bits(address, PREFIX_BYTES, IPV4_BYTES) == 0xffffL;
        return mapped
                ? new Source(false, bits(address, IPV6_BYTES - IPV4_BYTES, IPV4_BYTES))
                : new Source(true, prefix);
    }

    /** The source that is exactly this network, null when it is a larger or a smaller one. */
    static @Nullable Source of(AddressRange network) {
        boolean whole = network.prefixBits() == (network.isIpv6() ? 8 * PREFIX_BYTES : 8 * IPV4_BYTES);
        return whole ? of(network.firstAddress()) : null;
    }

    private static long bits(byte[] bytes, int offset, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | (bytes[offset + i] & 0xff);
        }
        return value;
    }

    /**
     * The neighbourhood that shares limits: IPv4 /24, the smallest network that is routed, or IPv6 /48, what a provider
     * gives to one site; with /64 the neighbourhood would be the source itself, and one site has 65,536 of those.
     */
    Source subnet() {
        return new Source(v6, bits & (v6 ? IPV6_SITE : IPV4_SUBNET));
    }

    /** As {@link AddressRange} writes it: {@code 203.0.113.7}, {@code 2001:db8:0:0:0:0:0:0/64}. */
    String text() {
        byte[] bytes = new byte[v6 ? IPV6_BYTES : IPV4_BYTES];
        int length = v6 ? PREFIX_BYTES : IPV4_BYTES;
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (bits >>> (8 * (length - 1 - i)));
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + (v6 ? "/64" : "");
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes always are an address", e);
        }
    }
}
