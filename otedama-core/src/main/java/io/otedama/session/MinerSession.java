package io.otedama.session;

import io.otedama.chain.Difficulty;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.ClientClass;
import io.otedama.spi.MiningJob;
import io.otedama.spi.Owner;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * One miner's connection as the engine knows it: its extranonce1, its client class, its authorized workers and
 * their owner, its version mask and its difficulty. Belongs to one event loop; no method may be called from another thread.
 *
 * <p>Whose word counts for the difficulty; the first that spoke decides:
 *
 * <pre>
 *   1  the operator, of this worker         Worker.fixDifficulty
 *   2  the operator, of this port           PortDifficulty.fixed
 *   3  d= in the password                   fixes it
 *   4  suggest_difficulty, sd= in the password, the nominal hash rate of Stratum V2: the start; the latest counts
 *   5  the last difficulty of the same worker, after a reconnect or a restart: the start
 *   6  the start of the port's policy       PortDifficulty.policy
 *   7  the start of the pool's policy
 *   from there the port's policy, or the pool's, follows the miner, unless 1, 2 or 3 spoke
 *   never below   the pool's minimum, minimum-difficulty (md=), max_target of Stratum V2; for 2 to 7 the port's minimum
 *   never above   the pool's maximum, the network's difficulty; a ceiling wins over a floor
 *   a change      takes effect with the next job that is sent
 * </pre>
 */
public final class MinerSession {
    /** Workers that one connection may authorize. */
    public static final int MAX_WORKERS = 64;

    private final MinerConnection connection;
    private final long extranonce1;
    private final SessionTerms terms;
    private final PortDifficulty port;
    private final SessionWorkers workers;
    private final VersionRolling rolling;
    private final SessionDifficulty difficulty;

    private @Nullable ClientClass clientClass;
    private @Nullable ClientCensus census;
    private long firstJob = Long.MAX_VALUE;
    private boolean parked;
    private boolean delivering;
    private boolean closed;

    /** At a port that says nothing about difficulty. */
    public MinerSession(MinerConnection connection, long extranonce1, SessionTerms terms) {
        this(connection, extranonce1, terms, PortDifficulty.POOL);
    }

    /** Made by {@link IngressLane#connect}. */
    public MinerSession(MinerConnection connection, long extranonce1, SessionTerms terms, PortDifficulty port) {
        this.connection = connection;
        this.port = port;
        this.extranonce1 = extranonce1;
        this.terms = terms;
        this.workers = new SessionWorkers(terms, connection::remoteAddress);
        this.rolling = new VersionRolling(terms);
        this.difficulty = new SessionDifficulty(terms, port);
    }

    /** The extranonce1 as a big-endian number of {@link #extranonce1Size()} bytes. */
    public long extranonce1() {
        return extranonce1;
    }

    public int extranonce1Size() {
        return terms.extranonce1Size();
    }

    public int extranonce2Size() {
        return terms.extranonce2Size();
    }

    /**
     * The client says what it is. Fixes the size class of its coinbases; the first word counts, because jobs that were sent
     * must be judged by what was sent.
     *
     * @param userAgent as sent, may be empty
     */
    public void identify(String userAgent) {
        if (clientClass == null) {
            ClientClass said = ClientClass.ofUserAgent(userAgent);
            if (census != null) {
                census.left(clientClass());
                census.joined(said);
            }
            clientClass = said;
        }
    }

    /** Counts this session until it is closed. Called once, at its beginning. */
    public void countIn(ClientCensus counts) {
        census = counts;
        counts.joined(clientClass());
    }

    /** The coinbase size class of this client. */
    public ClientClass clientClass() {
        ClientClass known = clientClass;
        return known == null ? ClientClass.STANDARD : known;
    }

    /** Whom the work of this connection belongs to: the owner of the first worker admitted; null before. */
    public @Nullable Owner owner() {
        return workers.owner();
    }

    // ---- workers

    /**
     * Admits a worker to this connection; harmless to repeat. Reads the difficulty options in the password.
     *
     * @return the worker, or null when it is refused: {@link #refusal()} says why
     */
    public @Nullable Worker authorize(String user, String password) {
        Worker worker = workers.authorize(user, password);
        if (worker != null) {
            difficulty.applyPassword(PasswordOptions.parse(password));
            difficulty.remember(worker);
        }
        return worker;
    }

    /** Why the last worker was refused, for the miner to read; empty when it was not. */
    public String refusal() {
        return workers.refusal();
    }

    /**
     * True when the last worker was refused for its name or its password, and not because the pool has no place for it: only
     * then is the miner to blame.
     */
    public boolean isLoginFailed() {
        return workers.isLoginFailed();
    }

    public boolean isAuthorized() {
        return workers.count() > 0;
    }

    // ---- version rolling

    /** Header version bits the miner may change now; 0 when nothing was negotiated. */
    public int versionMask() {
        return rolling.mask();
    }

    /** Agrees on the intersection of the pool's mask and the miner's (BIP 310); 0 when there is none in common. */
    public int negotiateVersionMask(int minerMask) {
        return rolling.negotiate(minerMask);
    }

    /**
     * What Stratum V2 means by version rolling: all that BIP 323 leaves to miners, or nothing where the pool allows none.
     *
     * @return true when the miner may roll
     */
    public boolean allowVersionRolling() {
        return rolling.allow();
    }

    /** The mask by which a submission with these bits is judged: the one in force, or shortly the one before. */
    public int maskFor(int versionBits) {
        return rolling.maskFor(versionBits);
    }

    // ---- difficulty

    /** {@code mining.suggest_difficulty}: where to start; ignored when password or port fixed it. */
    public void suggestDifficulty(Difficulty suggested) {
        difficulty.suggest(suggested);
    }

    /**
     * How many hashes per second the miner says it makes: where to start, or where to be from now on; ignored when
     * password or port fixed the difficulty, or when the policy does not aim at a rate of shares.
     */
    public void nominalHashrate(BigInteger hashesPerSecond) {
        Difficulty fitting = port.policyOr(terms.vardiff()).difficultyFor(hashesPerSecond, terms.multiplier());
        if (fitting != null) {
            difficulty.suggest(fitting);
        }
    }

    /**
     * The easiest target that the miner takes (Stratum V2 {@code max_target}); replaces the one before. The network's
     * target stays the hardest one, whatever the miner asks.
     */
    public void easiestTarget(Target maxTarget) {
        difficulty.clientFloor(Difficulty.notEasierThan(maxTarget, terms.multiplier()));
    }

    /** {@code minimum-difficulty} (BIP 310): never below this again. */
    public void minimumDifficulty(Difficulty minimum) {
        difficulty.raiseFloor(minimum);
    }

    /**
     * Must be called for every job right before it is encoded for this session: settles the target that its shares are
     * judged by. A job that goes out once more keeps the target that it has.
     *
     * @return true when the difficulty changed: send {@link #currentTarget()}'s difficulty first, in the same flush
     */
    public boolean assign(MiningJob job) {
        firstJob = Math.min(firstJob, job.number());
        return difficulty.assign(job);
    }

    /** The target of the last job assigned; null before the first. */
    public @Nullable ShareTarget currentTarget() {
        return difficulty.current();
    }

    /** True when a difficulty change waits for a job: a {@code REDIFFICULTY} job is for this session. */
    public boolean hasPendingDifficulty() {
        return difficulty.isPending();
    }

    /** Call at least every 5 s: idle sessions get easier. */
    public void onTick() {
        difficulty.onTick();
    }

    /** The target that shares on this job are judged by, or null when the job was never this session's. */
    public @Nullable ShareTarget targetFor(long jobNumber) {
        return jobNumber < firstJob ? null : difficulty.targetFor(jobNumber);
    }

    // ---- shares on their way

    /** True while the ring has no room and the session holds a share: do not read this connection. */
    public boolean isParked() {
        return parked;
    }

    /** Set by the lane. */
    public void setParked(boolean value) {
        parked = value;
    }

    /** True once the connection is gone: verdicts that are still under way are dropped. */
    public boolean isClosed() {
        return closed;
    }

    /** Ends the session; called by the lane. */
    public void close() {
        if (!closed) {
            closed = true;
            if (census != null) {
                census.left(clientClass());
                census = null;
            }
            workers.releaseAll();
        }
    }

    /**
     * Called by the reply queue.
     *
     * @return true for the first verdict of a batch
     */
    boolean deliver(long token, ShareVerdict verdict, @Nullable ShareTarget target) {
        if (closed) {
            return false;
        }
        if (verdict.isAccepted() && target != null) {
            difficulty.onAccepted(target);
            workers.mined();
        }
        connection.onVerdict(token, verdict);
        boolean first = !delivering;
        delivering = true;
        return first;
    }

    void endDelivery() {
        delivering = false;
        if (!closed) {
            connection.onVerdictsDelivered();
        }
    }
}
