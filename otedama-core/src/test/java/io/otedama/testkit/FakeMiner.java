package io.otedama.testkit;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.Sha256d;
import io.otedama.chain.Target;
import io.otedama.session.MinerConnection;
import io.otedama.session.MinerSession;
import io.otedama.session.ShareSubmission;
import io.otedama.session.Worker;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A miner on the front end's thread. Builds headers on its own (not with the validator), so that a mistake there shows.
 */
public final class FakeMiner implements MinerConnection {
    public final Map<Long, ShareVerdict> verdicts = new LinkedHashMap<>();
    private final FakeFrontEnd frontEnd;
    public final MinerSession session;
    public Worker worker;
    private long nextToken = 1;
    public int deliveries;

    public FakeMiner(FakeFrontEnd frontEnd, String user, String password) {
        this.frontEnd = frontEnd;
        this.session = frontEnd.lane().connect(this);
        if (session != null) {
            this.worker = session.authorize(user, password);
        }
    }

    @Override
    public String remoteAddress() {
        return "192.0.2.1";
    }

    @Override
    public void onVerdict(long token, ShareVerdict verdict) {
        if (verdicts.put(token, verdict) != null) {
            throw new IllegalStateException("two verdicts for " + token);
        }
    }

    @Override
    public void onVerdictsDelivered() {
        deliveries++;
    }

    /** A submission whose hash meets {@code target} and not {@code harder} (null: no upper end). */
    public ShareSubmission solve(MiningJob job, long extranonce2, Target target, Target harder) {
        return solve(job, extranonce2, (int) job.curTime(), 0, false, target, harder);
    }

    public ShareSubmission solve(
            MiningJob job,
            long extranonce2,
            int ntime,
            int versionBits,
            boolean hasVersionBits,
            Target target,
            Target harder) {
        ShareSubmission s = new ShareSubmission();
        s.worker = worker;
        s.jobNumber = job.number();
        s.extranonce2 = extranonce2;
        s.extranonce2Size = session.extranonce2Size();
        s.ntime = ntime;
        s.hasVersionBits = hasVersionBits;
        s.versionBits = versionBits;
        int mask = session.versionMask();
        int version = hasVersionBits ? (job.version() & ~mask) | (versionBits & mask) : job.version();
        for (int nonce = 0; nonce < 5_000_000; nonce++) {
            Hash256 hash = header(job, extranonce2, version, ntime, nonce).hash();
            if (target.isMetBy(hash) && (harder == null || !harder.isMetBy(hash))) {
                s.nonce = nonce;
                return s;
            }
        }
        throw new IllegalStateException("no nonce found");
    }

    public BlockHeader header(MiningJob job, long extranonce2, int version, int ntime, int nonce) {
        JobVariant variant = job.variant(session.clientClass(), session.owner());
        ByteArrayOutputStream coinbase = new ByteArrayOutputStream();
        coinbase.writeBytes(variant.coinbasePrefix());
        for (int i = session.extranonce1Size() - 1; i >= 0; i--) {
            coinbase.write((int) (session.extranonce1() >>> (8 * i)));
        }
        for (int i = session.extranonce2Size() - 1; i >= 0; i--) {
            coinbase.write((int) (extranonce2 >>> (8 * i)));
        }
        coinbase.writeBytes(variant.coinbaseSuffix());
        Hash256 root = MerkleTree.fold(Sha256d.of(coinbase.toByteArray()), job.merkleBranch());
        return new BlockHeader(version, job.previousBlock(), root, ntime, job.bits(), nonce);
    }

    public BlockHeader header(MiningJob job, ShareSubmission s) {
        return header(job, s.extranonce2, job.version(), s.ntime, s.nonce);
    }

    /** Submits and waits for the final verdict. */
    public ShareVerdict submit(ShareSubmission s) throws InterruptedException {
        s.token = nextToken++;
        ShareVerdict verdict = frontEnd.lane().submit(session, s);
        if (verdict != ShareVerdict.PENDING) {
            return verdict;
        }
        while (!verdicts.containsKey(s.token)) {
            if (!frontEnd.awaitReplies()) {
                throw new IllegalStateException("no verdict for share " + s.token);
            }
        }
        return verdicts.get(s.token);
    }
}
