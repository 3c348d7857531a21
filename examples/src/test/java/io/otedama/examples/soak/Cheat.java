package io.otedama.examples.soak;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Hex;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Submits well-formed requests of which each must be refused for its own reason. Stays connected: none of this is malformed. */
final class Cheat extends MinerPeer {
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final int HASHES = 2_000;
    private static final int MAX_UNANSWERED = 50;
    private static final int OK = Requests.OK;
    private static final int OTHER = 20;
    private static final int STALE = 21;
    private static final int DUPLICATE = 22;
    private static final int LOW = 23;
    private static final int UNAUTHORIZED = 24;
    private static final int FAR_SECONDS = 1_000_000;

    /** Before every chain began: a young chain's median time is that of its genesis block. */
    private static final int LONG_AGO = 1;

    private long lastNs;
    private SoakJob.Share credited;
    private SoakJob.Share hoped;

    /**
     * @param password a difficulty at which some hashes are shares and most are not
     */
    Cheat(Swarm swarm, String name, String password) {
        super(swarm, name, password, false);
    }

    @Override
    boolean stays() {
        return true;
    }

    @Override
    void mine(long nowNs) {
        pingIfQuiet(nowNs);
        if (nowNs - lastNs < PAUSE_NS || requests.count() > MAX_UNANSWERED) {
            return;
        }
        lastNs = nowNs;
        boolean stringId = random.nextBoolean();
        switch (random.nextInt(10)) {
            case 0 -> twiceAtOnce(stringId);
            case 1 -> again(stringId);
            case 2 -> stale(stringId);
            case 3 -> {
                SoakJob.Share share = job.searchTooEasy(HASHES);
                if (share != null) {
                    submit("too easy", share, stringId, Set.of(LOW, STALE));
                }
            }
            default -> broken(job.search(HASHES), stringId);
        }
    }

    private void twiceAtOnce(boolean stringId) {
        SoakJob.Share share = job.search(HASHES);
        if (share != null && hoped == null) {
            hoped = share;
            submit("the first of two", share, stringId, Set.of(OK, STALE));
            submit("the second of two", share, stringId, Set.of(DUPLICATE, STALE));
        }
    }

    /** A share that was credited before, spelled in the other case. */
    private void again(boolean stringId) {
        if (credited != null && credited.job().previousBlock.equals(job.previousBlock)) {
            SoakJob.Share s = credited;
            SoakJob.Share upper = new SoakJob.Share(s.job(), upper(s.extranonce2()), s.time(), upper(s.nonce()), "");
            submit("a duplicate", upper, stringId, Set.of(DUPLICATE, STALE));
        }
    }

    private static String upper(String hex) {
        return hex.toUpperCase(Locale.ROOT);
    }

    private void stale(boolean stringId) {
        SoakJob.Share late = staleJob == null ? null : staleJob.search(HASHES);
        if (late != null) {
            submit("stale", late, stringId, Set.of(STALE));
        }
    }

    private void broken(SoakJob.Share s, boolean stringId) {
        if (s == null) {
            return;
        }
        SoakJob j = s.job();
        switch (random.nextInt(5)) {
            case 0 ->
                submit(
                        "a short extranonce2",
                        new SoakJob.Share(j, s.extranonce2().substring(2), s.time(), s.nonce(), ""),
                        stringId,
                        Set.of(OTHER));
            case 1 -> submit("somebody else's name", s, name + "x", stringId, Set.of(UNAUTHORIZED));
            case 2 ->
                submit(
                        "bits that were not agreed on",
                        new SoakJob.Share(j, s.extranonce2(), s.time(), s.nonce(), "00002000"),
                        stringId,
                        Set.of(OTHER, STALE));
            case 3 -> {
                String time = Hex.encode8(random.nextBoolean() ? j.time + FAR_SECONDS : LONG_AGO);
                submit(
                        "another time",
                        new SoakJob.Share(j, s.extranonce2(), time, s.nonce(), ""),
                        stringId,
                        Set.of(OTHER, STALE));
            }
            default -> submitUnknownJob(s, stringId);
        }
    }

    private void submitUnknownJob(SoakJob.Share s, boolean stringId) {
        String job = random.nextBoolean() ? "deadbeef00" : upper(s.job().id) + "Z";
        String params = "[\"" + name + "\",\"" + job + "\",\"" + s.extranonce2() + "\",\"" + s.time() + "\",\""
                + s.nonce() + "\"]";
        request(
                newId(stringId),
                "mining.submit",
                params,
                new Requests.Request(
                        "an unknown job", Set.of(STALE), s.job().target.work()));
    }

    @Override
    void onAnswer(Requests.Request request, int code, JsonNode result) {
        super.onAnswer(request, code, result);
        if (request.what().equals("the first of two")) {
            credited = code == OK ? hoped : null;
            hoped = null;
        }
    }

    @Override
    void onEnd() {
        super.onEnd();
        credited = null;
        hoped = null;
    }
}
