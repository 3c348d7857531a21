package io.otedama.gateway;

import io.otedama.gateway.http.RequestLimit;
import io.otedama.gateway.view.PoolSource;
import io.otedama.security.GuardVerdict;
import io.otedama.security.Misbehaviour;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/** The pool's guard at the gateway's door: who is banned from mining is banned here, and limits count for both. Any thread. */
final class GuardedDoor {
    private static final long COME_AGAIN_NS = TimeUnit.SECONDS.toNanos(1);

    private final PoolSource pool;

    GuardedDoor(PoolSource pool) {
        this.pool = pool;
    }

    /** Whether a connection from there may open; everybody's may before the pool has started. */
    boolean admits(InetAddress address) {
        return pool.guard()
                .map(guard -> guard.admit(address) == GuardVerdict.ADMITTED)
                .orElse(true);
    }

    /** From there came what is no request, or one that is too long: whoever keeps on is banned. */
    void abused(InetAddress address) {
        pool.guard().ifPresent(guard -> guard.onMisbehaviour(address, null, Misbehaviour.HTTP_ABUSE));
    }

    /** Both limits: this one's own and the guard's. */
    RequestLimit with(RequestLimit own) {
        return address -> {
            long waitNs = own.waitNs(address);
            boolean admitted = waitNs > 0
                    || pool.guard().map(guard -> guard.admitRequest(address)).orElse(true);
            return admitted ? waitNs : COME_AGAIN_NS;
        };
    }
}
