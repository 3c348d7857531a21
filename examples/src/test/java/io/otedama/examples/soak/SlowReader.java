package io.otedama.examples.soak;

import java.util.Set;

/** Gets work, then submits without end and reads no answer, until the pool ends it. */
final class SlowReader extends MinerPeer {
    private static final int RECEIVE_BYTES = 4_096;
    private static final int MAX_WAITING_BYTES = 1 << 14;
    private static final int MAX_UNANSWERED = 20_000;

    private boolean deaf;

    SlowReader(Swarm swarm, String name) {
        super(swarm, name, EVERY_HASH, false);
    }

    @Override
    boolean stays() {
        return false;
    }

    @Override
    int receiveBufferBytes() {
        return RECEIVE_BYTES;
    }

    @Override
    void mine(long nowNs) {
        if (!deaf) {
            deaf = true;
            stopReading();
            forgoClaim(); // will not hear when the pool closes it and gives its extranonce1 to others
        }
        while (requests.count() < MAX_UNANSWERED && waiting() < MAX_WAITING_BYTES) {
            submit("unheard", job.search(1), false, Set.of(Requests.OK, 21));
        }
    }

    @Override
    void onEnd() {
        super.onEnd();
        deaf = false;
    }
}
