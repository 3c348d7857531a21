package io.otedama.gateway.http;

import java.net.InetAddress;

/** How often one address may ask. Any thread; never blocks. */
@FunctionalInterface
public interface RequestLimit {
    /** Counts a request and says for how many nanoseconds it comes too early; 0: not at all. */
    long waitNs(InetAddress address);
}
