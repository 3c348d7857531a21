package io.otedama.bench.attack;

import io.otedama.bench.load.ShareSource;
import io.otedama.bench.miner.MinerConnection;
import io.otedama.bench.miner.MinerEvents;
import io.otedama.bench.miner.MinerJob;
import io.otedama.pow.ProofOfWorks;
import org.jspecify.annotations.Nullable;

/** An attacker that begins as a miner does, with a worker of its own, and sends as much as it may once it has work. Event loop only. */
abstract class MinerAttacker implements Attacker, MinerEvents {
    /** Bytes of a submit, roughly: what is taken from the budget for one. */
    private static final int SUBMIT_BYTES = 128;

    /** Submits of one connection in one turn. */
    private static final int MOST_PER_TURN = 64;

    final AttackWire wire;
    final MinerConnection miner;
    private final ShareSource source;
    private @Nullable MinerJob job;

    MinerAttacker(AttackWire wire) {
        this.wire = wire;
        this.miner = wire.mine(this);
        this.source = new ShareSource(
                ProofOfWorks.byName("sha256d").newHasher(), false, wire.random().nextInt() & 0xffffL);
    }

    @Override
    public void onTurn() {
        MinerJob current = miner.job();
        if (current == null) {
            return;
        }
        if (!current.equals(job)) {
            job = current;
            onJob(current);
        }
        int sent = 0;
        while (sent < MOST_PER_TURN && wire.maySend(SUBMIT_BYTES)) {
            submit(current);
            sent++;
        }
        if (sent > 0) {
            miner.flush();
        }
    }

    /** Work of another meaning has come. */
    void onJob(MinerJob current) {}

    /** Adds one submit. */
    abstract void submit(MinerJob current);

    final ShareSource source() {
        return source;
    }

    @Override
    public void onReady() {}

    @Override
    public void onNotice(String previousBlock, boolean clean) {}

    @Override
    public void onReply(long id, int code, String message) {
        if (code == 0) {
            wire.count().accepted++;
        } else {
            wire.count().rejected++;
        }
    }

    @Override
    public void onReadComplete() {}

    @Override
    public void onClosed(String why) {}
}
