package io.otedama.bench.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Loopback addresses for the connections to come from: 127.1.0.1, 127.1.0.2, … in turn. */
final class SourceAddresses {
    /** As many as there are. */
    static final int MAX = 60_000;

    private static final int PER_THIRD_BYTE = 250;

    private final int count;

    /**
     * @param count 0: the system chooses
     */
    SourceAddresses(int count) {
        this.count = count;
    }

    @Nullable
    SocketAddress of(int miner) {
        if (count == 0) {
            return null;
        }
        int n = miner % count;
        byte[] address = {127, 1, (byte) (n / PER_THIRD_BYTE), (byte) (1 + n % PER_THIRD_BYTE)};
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
