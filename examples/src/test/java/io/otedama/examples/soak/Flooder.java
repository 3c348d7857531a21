package io.otedama.examples.soak;

import java.util.Set;

/** Submits as fast as the socket takes it, far above the pace that the pool allows; reads all answers. Is only slowed down. */
final class Flooder extends MinerPeer {
    /** Two seconds at the pool's pace, and more on a busy machine: by then most of them are stale. */
    private static final int MAX_UNANSWERED = 600;

    /** Of one who is to be credited: answered well before the next block, also when the pool is slow. */
    private static final int MAX_UNANSWERED_CREDITED = 100;

    private static final int MAX_WAITING_BYTES = 1 << 16;
    private static final Set<Integer> ANSWERS = Set.of(Requests.OK, 21, 23);

    private final int maxUnanswered;

    /**
     * @param password {@link #EVERY_HASH} to have everything credited, {@link #NETWORK} to have next to nothing
     */
    Flooder(Swarm swarm, String name, String password) {
        super(swarm, name, password, false);
        maxUnanswered = password.equals(EVERY_HASH) ? MAX_UNANSWERED_CREDITED : MAX_UNANSWERED;
    }

    @Override
    boolean stays() {
        return true;
    }

    @Override
    void mine(long nowNs) {
        while (requests.count() < maxUnanswered && waiting() < MAX_WAITING_BYTES) {
            SoakJob.Share share = job.search(1);
            submit("a flood", share == null ? job.current() : share, false, ANSWERS);
        }
    }
}
