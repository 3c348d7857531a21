package io.otedama.examples.soak;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Difficulty;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Work;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A peer that gets as far as having work: subscribes, authorizes under its own name, follows jobs and difficulty. */
abstract class MinerPeer extends Peer {
    /** Password for shares of which every hash is one. */
    static final String EVERY_HASH = "d=1e-18";

    /** Password for shares as hard as blocks. */
    static final String NETWORK = "d=1";

    private static final long PING_NS = TimeUnit.SECONDS.toNanos(2);
    private static final String WHOLE_MASK = "ffffffff";

    /** The newest job; null before the first. */
    protected SoakJob job;

    /** The last job on another previous block; null before there is one. */
    protected SoakJob staleJob;

    private final String password;
    private final boolean rollsVersion;
    private ShareTarget target;
    private String extranonce1;
    private int extranonce2Size;
    private int versionMask;
    private long lastPingNs;

    MinerPeer(Swarm swarm, String name, String password, boolean rollsVersion) {
        super(swarm, name);
        this.password = password;
        this.rollsVersion = rollsVersion;
    }

    /** Each tick while there is work. */
    abstract void mine(long nowNs);

    /** The first job of a connection has come. */
    void onFirstJob() {}

    @Override
    void onConnected() {
        if (rollsVersion) {
            control("mining.configure", "[[\"version-rolling\"],{\"version-rolling.mask\":\"" + WHOLE_MASK + "\"}]");
        }
        control("mining.subscribe", "[\"soak/1\"]");
        control("mining.authorize", "[\"" + name + "\",\"" + password + "\"]");
    }

    @Override
    void onTick(long nowNs) {
        if (job != null) {
            mine(nowNs);
        }
    }

    @Override
    void onNotice(String method, JsonNode params) {
        switch (method) {
            case "mining.set_difficulty" ->
                target = ShareTarget.of(Difficulty.of(params.get(0).decimalValue()), 1);
            case "mining.set_version_mask" ->
                versionMask = Integer.parseUnsignedInt(params.get(0).textValue(), 16);
            case "mining.notify" -> onJob(params);
            default -> swarm.violation(this, "got " + method);
        }
    }

    private void onJob(JsonNode params) {
        if (target == null || extranonce1 == null) {
            swarm.violation(this, "got work before its difficulty or extranonce");
            return;
        }
        SoakJob before = job;
        job = new SoakJob(params, extranonce1, extranonce2Size, target, versionMask, random.nextInt());
        boolean newBlock = before == null || !before.previousBlock.equals(job.previousBlock);
        if (newBlock != params.path(8).asBoolean()) {
            swarm.violation(this, "got clean_jobs " + params.path(8) + " for a job on " + job.previousBlock);
        }
        if (before == null) {
            onFirstJob();
        } else if (newBlock) {
            staleJob = before;
        }
    }

    @Override
    void onAnswer(Requests.Request request, int code, JsonNode result) {
        if (request.what().equals("mining.subscribe")) {
            extranonce1 = result.get(1).textValue();
            extranonce2Size = result.get(2).intValue();
            swarm.claim(this, extranonce1);
        }
    }

    /** From now on somebody else may be given this extranonce1: the pool may have ended the connection unheard. */
    final void forgoClaim() {
        if (extranonce1 != null) {
            swarm.unclaim(this, extranonce1);
        }
    }

    @Override
    void onEnd() {
        forgoClaim();
        extranonce1 = null;
        target = null;
        job = null;
        staleJob = null;
        versionMask = 0;
    }

    /** Keeps a connection that mines little from looking idle. */
    final void pingIfQuiet(long nowNs) {
        if (nowNs - lastPingNs > PING_NS) {
            lastPingNs = nowNs;
            control("mining.ping", "[]");
        }
    }

    final void submit(String what, SoakJob.Share share, boolean stringId, Set<Integer> answers) {
        submit(what, share, name, stringId, answers);
    }

    final void submit(String what, SoakJob.Share share, String worker, boolean stringId, Set<Integer> answers) {
        Work work = share.job().target.work();
        String params = "[\"" + worker + "\",\"" + share.job().id + "\",\"" + share.extranonce2() + "\",\""
                + share.time() + "\",\"" + share.nonce() + '"'
                + (share.versionBits().isEmpty() ? "" : ",\"" + share.versionBits() + '"') + ']';
        request(newId(stringId), "mining.submit", params, new Requests.Request(what, answers, work));
    }

    /** The mask that holds, 0 when none was agreed on. */
    final int versionMask() {
        return versionMask;
    }
}
