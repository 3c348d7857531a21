package io.otedama.stratum.client;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** The live counters of a miner, and the permits that bound its outstanding submits. Thread-safe. */
final class MinerTally implements SubmitListener {
    /** Different error codes that are counted apart; further ones count as {@link SubmitReply#OTHER}. */
    static final int MAX_CODES = 64;

    private final LongAdder hashes = new LongAdder();
    private final LongAdder found = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder notSent = new LongAdder();
    private final LongAdder blocks = new LongAdder();
    private final Map<Integer, LongAdder> rejected = new ConcurrentHashMap<>();
    private final Semaphore permits;

    MinerTally(int maxOutstanding) {
        permits = new Semaphore(maxOutstanding);
    }

    void addHashes(long count) {
        hashes.add(count);
    }

    void addBlock() {
        blocks.increment();
    }

    /** Counts a share that is about to be sent; waits while too many are outstanding. */
    void beforeSubmit() throws InterruptedException {
        permits.acquire();
        found.increment();
    }

    @Override
    public void onReply(long token, SubmitOutcome outcome, int code, String message) {
        switch (outcome) {
            case ACCEPTED -> accepted.increment();
            case REJECTED -> rejectedBy(code).increment();
            case CONNECTION_LOST, TIMED_OUT -> lost.increment();
            case NOT_SENT -> notSent.increment();
        }
        permits.release();
    }

    MinerCounts snapshot() {
        Map<Integer, Long> byCode = new HashMap<>();
        rejected.forEach((code, count) -> byCode.put(code, count.sum()));
        long unsent = notSent.sum();
        long answered = accepted.sum();
        long unanswered = lost.sum();
        return new MinerCounts(hashes.sum(), found.sum() - unsent, answered, byCode, unanswered, unsent, blocks.sum());
    }

    private LongAdder rejectedBy(int code) {
        boolean known = rejected.containsKey(code) || rejected.size() < MAX_CODES;
        return rejected.computeIfAbsent(known ? code : SubmitReply.OTHER, c -> new LongAdder());
    }
}
