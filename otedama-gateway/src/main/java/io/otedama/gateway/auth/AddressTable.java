package io.otedama.gateway.auth;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something for each address that was seen lately, an IPv6 address standing for its /64. Bounded: the address that was not seen for
 * the longest time leaves. Any thread, one at a time.
 */
public final class AddressTable<T> {
    private static final int PREFIX_BYTES = 8;

    private final Map<Source, T> table;
    private final Supplier<T> maker;

    /** The bytes that count. */
    private record Source(long bits, boolean v6) {}

    /**
     * @param maxAddresses one more makes the oldest leave
     */
    public AddressTable(int maxAddresses, Supplier<T> maker) {
        this.maker = maker;
        this.table = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Source, T> eldest) {
                return size() > maxAddresses;
            }
        };
    }

    /** Looks at or changes what belongs to an address. */
    public synchronized <R> R with(InetAddress address, Function<T, R> action) {
        return action.apply(table.computeIfAbsent(source(address), s -> maker.get()));
    }

    /** Addresses in it. */
    public synchronized int size() {
        return table.size();
    }

    private static Source source(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean v6 = bytes.length > PREFIX_BYTES;
        long bits = 0;
        for (byte b : v6 ? Arrays.copyOf(bytes, PREFIX_BYTES) : bytes) {
            bits = bits << 8 | (b & 0xff);
        }
        return new Source(bits, v6);
    }
}
