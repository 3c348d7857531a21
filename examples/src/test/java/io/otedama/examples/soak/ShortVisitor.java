package io.otedama.examples.soak;

import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Connects, gets work, and leaves again in one of several manners.
 *
 * <pre>
 *   STORMING   leaves as soon as it has work and comes back at once
 *   IN_FLIGHT  submits some shares and leaves at once or a moment later, answers under way
 *   IDLE       gets work and says nothing more; the pool has to end it
 * </pre>
 */
final class ShortVisitor extends MinerPeer {
    private static final int MAX_SHARES = 30;
    private static final int MAX_DELAY_MS = 20;

    private final Manner manner;
    private long leaveNs;
    private boolean leaving;

    /** How it leaves. */
    enum Manner {
        STORMING,
        IN_FLIGHT,
        IDLE
    }

    ShortVisitor(Swarm swarm, String name, Manner manner) {
        super(swarm, name, EVERY_HASH, false);
        this.manner = manner;
    }

    @Override
    boolean stays() {
        return false;
    }

    @Override
    void mine(long nowNs) {
        if (manner == Manner.IDLE) {
            return;
        }
        if (!leaving) {
            leaving = true;
            leaveNs = nowNs;
            if (manner == Manner.IN_FLIGHT) {
                int shares = 1 + random.nextInt(MAX_SHARES);
                for (int i = 0; i < shares; i++) {
                    submit("a last share", job.search(1), random.nextBoolean(), Set.of(Requests.OK, 21));
                }
                leaveNs += TimeUnit.MILLISECONDS.toNanos(random.nextInt(MAX_DELAY_MS));
            }
        }
        if (nowNs - leaveNs >= 0) {
            sendAndHangUp(random.nextBoolean());
        }
    }

    @Override
    void onEnd() {
        super.onEnd();
        leaving = false;
    }
}
