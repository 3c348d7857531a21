package io.otedama.gateway.http;

import io.otedama.gateway.auth.AddressTable;
import io.otedama.security.TokenBucket;
import io.otedama.spi.PoolClock;
import java.net.InetAddress;

/** A token bucket for each address that asked lately. */
public final class AddressRequestLimit implements RequestLimit {
    private final PoolClock clock;
    private final AddressTable<TokenBucket> buckets;

    public AddressRequestLimit(HttpLimits limits, PoolClock clock) {
        this.clock = clock;
        this.buckets = new AddressTable<>(
                HttpLimits.MAX_ADDRESSES,
                () -> new TokenBucket(limits.requestBurst(), limits.requestsPerSecond(), clock.nanoTime()));
    }

    @Override
    public long waitNs(InetAddress address) {
        return buckets.with(address, bucket -> {
            long now = clock.nanoTime();
            return bucket.tryTake(1, now) ? 0L : Math.max(bucket.waitNs(1, now), 1);
        });
    }
}
