package io.otedama.examples.soak;

import java.util.concurrent.TimeUnit;

/** Connects and never gets as far as being a miner; the pool has to end it. */
final class HalfOpen extends Peer {
    private static final String LINE = "{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"half/";
    private static final long DRIP_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Manner manner;
    private long lastNs;

    /** What it does instead. */
    enum Manner {
        /** Says nothing. */
        SILENT,
        /** Sends half a line. */
        HALF_A_LINE,
        /** Sends one byte at a time, never an end of line. */
        DRIPPING
    }

    HalfOpen(Swarm swarm, String name, Manner manner) {
        super(swarm, name);
        this.manner = manner;
    }

    @Override
    boolean stays() {
        return false;
    }

    @Override
    void onConnected() {
        if (manner == Manner.HALF_A_LINE) {
            raw(LINE);
        }
    }

    @Override
    void onTick(long nowNs) {
        if (manner == Manner.DRIPPING && nowNs - lastNs > DRIP_NS) {
            lastNs = nowNs;
            raw("{");
        }
    }
}
