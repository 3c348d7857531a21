package io.otedama.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A network in CIDR notation: {@code 10.0.0.0/8}, {@code ::1/128}; without a slash one address. Never asks DNS. */
public final class AddressRange {
    private final byte[] network;
    private final int prefixBits;

    private AddressRange(byte[] network, int prefixBits) {
        this.network = network;
        this.prefixBits = prefixBits;
        for (int i = 0; i < network.length; i++) {
            network[i] &= (byte) mask(i);
        }
    }

    /**
     * @throws IllegalArgumentException when it is no network of numbers
     */
    public static AddressRange parse(String cidr) {
        int slash = cidr.indexOf('/');
        String address = slash < 0 ? cidr : cidr.substring(0, slash);
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("'" + cidr + "' is not a network such as 10.0.0.0/8");
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(cidr.substring(slash + 1));
            if (bits < 0 || bits > bytes.length * 8) {
                throw new IllegalArgumentException("'" + cidr + "' has a prefix of impossible length");
            }
            return new AddressRange(bytes, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + cidr + "' is not a network such as 10.0.0.0/8", e);
        }
    }

    public boolean contains(InetAddress candidate) {
        return contains(candidate.getAddress());
    }

    /**
     * @param candidate 4 or 16 bytes, most significant first
     */
    public boolean contains(byte[] candidate) {
        if (candidate.length != network.length) {
            return false;
        }
        for (int i = 0; 8 * i < prefixBits; i++) {
            if (((candidate[i] ^ network[i]) & mask(i)) != 0) {
                return false;
            }
        }
        return true;
    }

    /** True when every address of the other network is one of this. */
    public boolean containsAll(AddressRange other) {
        return other.prefixBits >= prefixBits && contains(other.network);
    }

    /** Leading bits that all its addresses share. */
    public int prefixBits() {
        return prefixBits;
    }

    public boolean isIpv6() {
        return network.length > 4;
    }

    /** A copy, 4 or 16 bytes, most significant first. */
    public byte[] firstAddress() {
        return network.clone();
    }

    private int mask(int index) {
        int bits = Math.min(8, Math.max(0, prefixBits - 8 * index));
        return 0xff << (8 - bits) & 0xff;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange range
                && range.prefixBits == prefixBits
                && Arrays.equals(range.network, network);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(network) + prefixBits;
    }

    /** The network in numbers; the prefix only where it says something: {@code 203.0.113.7}, {@code 10.0.0.0/8}. */
    @Override
    public String toString() {
        try {
            String address = InetAddress.getByAddress(network).getHostAddress();
            return prefixBits == 8 * network.length ? address : address + "/" + prefixBits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes always are an address", e);
        }
    }
}
