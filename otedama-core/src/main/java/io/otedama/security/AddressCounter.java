package io.otedama.security;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many connections are open, per address and in total. Any thread, no locks held while waiting, no clock.
 *
 * <p>An IPv6 address counts by its /64, since a subscriber gets at least that much; an IPv4 address mapped into IPv6
 * counts as the IPv4 address. An address is remembered only while it has a connection, so the total bounds the memory.
 *
 * <p>The limits are never exceeded. While a connection is being refused for its address, the last free place of the pool
 * may for an instant seem taken.
 */
public final class AddressCounter {
    private final int maxPerAddress;
    private final int maxTotal;
    private final AtomicInteger total = new AtomicInteger();
    private final ConcurrentMap<Source, Integer> counts = new ConcurrentHashMap<>();

    /**
     * @param maxPerAddress most connections from one IPv4 address or IPv6 /64, at least 1
     * @param maxTotal most connections in all, at least 1
     * @throws IllegalArgumentException when a limit is below 1
     */
    public AddressCounter(int maxPerAddress, int maxTotal) {
        if (maxPerAddress < 1 || maxTotal < 1) {
            throw new IllegalArgumentException(
                    "limits must be at least 1, found " + maxPerAddress + " per address and " + maxTotal + " in total");
        }
        this.maxPerAddress = maxPerAddress;
        this.maxTotal = maxTotal;
    }

    /** Counts a connection that opens, unless a limit is met. */
    public AddressVerdict acquire(InetAddress address) {
        return acquire(address.getAddress());
    }

    /**
     * @param address 4 or 16 bytes, most significant first
     * @throws IllegalArgumentException when it has another length
     */
    public AddressVerdict acquire(byte[] address) {
        Source source = Source.of(address);
        if (!takePlace()) {
            return AddressVerdict.POOL_FULL;
        }
        boolean[] admitted = new boolean[1];
        counts.compute(source, (key, count) -> {
            int open = count == null ? 0 : count;
            admitted[0] = open < maxPerAddress;
            return admitted[0] ? Integer.valueOf(open + 1) : count;
        });
        if (admitted[0]) {
            return AddressVerdict.ADMITTED;
        }
        total.decrementAndGet();
        return AddressVerdict.ADDRESS_FULL;
    }

    /** Uncounts an admitted connection that ended; false, and nothing changes, when none is open from there. */
    public boolean release(InetAddress address) {
        return release(address.getAddress());
    }

    /**
     * @param address 4 or 16 bytes, most significant first
     * @throws IllegalArgumentException when it has another length
     */
    public boolean release(byte[] address) {
        boolean[] released = new boolean[1];
        counts.computeIfPresent(Source.of(address), (key, count) -> {
            released[0] = true;
            return count == 1 ? null : Integer.valueOf(count - 1);
        });
        if (released[0]) {
            total.decrementAndGet();
        }
        return released[0];
    }

    /** Connections open now. */
    public int total() {
        return total.get();
    }

    /** Connections open now from the address, or from its /64. */
    public int count(InetAddress address) {
        @Nullable Integer count = counts.get(Source.of(address.getAddress()));
        return count == null ? 0 : count;
    }

    /** Addresses remembered now, never more than connections; an approximation while other threads open and close. */
    public int addresses() {
        return counts.size();
    }

    private boolean takePlace() {
        int open = total.get();
        while (open < maxTotal) {
            if (total.compareAndSet(open, open + 1)) {
                return true;
            }
            open = total.get();
        }
        return false;
    }
}
