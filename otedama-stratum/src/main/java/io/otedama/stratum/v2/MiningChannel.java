package io.otedama.stratum.v2;

import io.otedama.chain.Hash256;
import io.otedama.job.CustomJobs;
import io.otedama.security.GuardedWorker;
import io.otedama.session.MinerConnection;
import io.otedama.session.MinerSession;
import io.otedama.session.Worker;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.MiningJob;
import io.otedama.stratum.loop.InFlight;
import org.jspecify.annotations.Nullable;

/** One channel: a session of the engine with the number that the connection knows it by. Event loop only. */
final class MiningChannel implements MinerConnection {
    private final long id;
    private final boolean extended;
    private final boolean ownWork;
    private final V2Connection connection;
    private final InFlight inFlight;
    private final Acknowledgement acknowledgement = new Acknowledgement();
    private final CustomJobTable customJobs = new CustomJobTable();
    private @Nullable MinerSession session;
    private @Nullable Worker worker;
    private @Nullable GuardedWorker guarded;

    /** Number of the last job sent, -1 before the first. */
    long lastJob = -1;

    /** What the last SetNewPrevHash said, null before the first. */
    @Nullable
    Hash256 previousBlock;

    /** Earliest header time by the last SetNewPrevHash, unsigned. */
    int minTime;

    /**
     * @param ownWork true when the miner selects his work himself: the pool sends him none
     */
    MiningChannel(long id, boolean extended, boolean ownWork, V2Connection connection, int maxInFlight) {
        this.inFlight = new InFlight(maxInFlight);
        this.ownWork = ownWork;
        this.id = id;
        this.extended = extended;
        this.connection = connection;
    }

    /** Takes the session over; once, before anything else. */
    void open(MinerSession opened, Worker owner, GuardedWorker hand) {
        guarded = hand;
        session = opened;
        worker = owner;
    }

    long id() {
        return id;
    }

    boolean isExtended() {
        return extended;
    }

    /** True when the pool sends no jobs here. */
    boolean selectsWork() {
        return ownWork;
    }

    MinerSession session() {
        MinerSession opened = session;
        if (opened == null) {
            throw new IllegalStateException("channel " + id + " has no session");
        }
        return opened;
    }

    @Nullable
    Worker worker() {
        return worker;
    }

    /** The guard's hand on the worker. */
    GuardedWorker guarded() {
        GuardedWorker hand = guarded;
        if (hand == null) {
            throw new IllegalStateException("channel " + id + " has no worker");
        }
        return hand;
    }

    /** What this miner selected himself. */
    CustomJobTable customJobs() {
        return customJobs;
    }

    /** Submits of this channel without a verdict yet. */
    InFlight inFlight() {
        return inFlight;
    }

    Acknowledgement acknowledgement() {
        return acknowledgement;
    }

    /** Bytes of the extranonce that are the miner's; 0 for a standard channel. */
    int extranonceSize() {
        if (ownWork) {
            return CustomJobs.EXTRANONCE2_BYTES;
        }
        return extended ? session().extranonce2Size() : 0;
    }

    /** The part of the extranonce that the pool chose: all of it for a standard channel. */
    byte[] extranoncePrefix() {
        MinerSession s = session();
        int size = s.extranonce1Size();
        byte[] prefix = new byte[extended ? size : size + s.extranonce2Size()];
        for (int i = 0; i < size; i++) {
            prefix[i] = (byte) (s.extranonce1() >>> (8 * (size - 1 - i)));
        }
        return prefix;
    }

    /** True when the job must not be sent to this channel, or need not. */
    boolean passesOver(V2Job offered) {
        MiningJob job = offered.job();
        return job.number() <= lastJob
                || (!offered.isForEverybody() && !session().hasPendingDifficulty());
    }

    @Override
    public void onVerdict(long token, ShareVerdict verdict) {
        connection.shares().onVerdict(this, token, verdict);
    }

    @Override
    public String remoteAddress() {
        return connection.remoteAddress();
    }

    @Override
    public void onVerdictsDelivered() {
        connection.onVerdictsDelivered(this);
    }
}
