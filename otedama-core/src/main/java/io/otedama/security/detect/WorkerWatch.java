package io.otedama.security.detect;

/** What is remembered of one worker: its last sample, the windows of its shares, its withholding test. One thread. */
final class WorkerWatch {
    /** Of the storms. */
    static final long STORM_MS = 600_000;

    static final int STALE = 0;
    static final int DUPLICATE = 1;
    static final int LOW_DIFFICULTY = 2;
    static final int MALFORMED = 3;

    /** Every share, whatever became of it. */
    static final int ALL = 4;

    static final int COUNTS = 5;

    private final WithholdingTest withholding;
    private final HashrateJump jump = new HashrateJump();
    private final double[] recent = new double[COUNTS];
    private double flood;
    private double connections;
    private WorkerSample last;
    private long lastMillis;
    private double newExpected;
    private long newBlocks;

    /** The round in which it was seen last. */
    long round;

    /** Result of the last {@link #advance}: how many times the usual work, 0 for no jump. */
    double jumped;

    /**
     * Its windows begin with this sample; blocks expected and found before, as the journal has them, count.
     */
    WorkerWatch(WorkerSample first, WithholdingTest withholding, long nowMillis) {
        this.withholding = withholding;
        this.last = first;
        this.lastMillis = nowMillis;
        this.connections = first.connections();
        this.newExpected = first.expectedBlocks();
        this.newBlocks = first.blocks();
    }

    /** What came since the sample before. */
    void advance(WorkerSample now, long nowMillis, JumpConfig jumps) {
        long passedMs = Math.max(nowMillis - lastMillis, 0);
        lastMillis = nowMillis;
        WorkerSample before = last;
        last = now;
        jumped = 0;
        if (now.startsAgainAfter(before)) {
            newExpected = now.expectedBlocks();
            newBlocks = now.blocks();
            return;
        }
        newExpected = now.expectedBlocks() - before.expectedBlocks();
        newBlocks = now.blocks() - before.blocks();
        double kept = Math.exp(-(double) passedMs / STORM_MS);
        add(STALE, kept, now.stale() - before.stale());
        add(DUPLICATE, kept, now.duplicate() - before.duplicate());
        add(LOW_DIFFICULTY, kept, now.lowDifficulty() - before.lowDifficulty());
        add(MALFORMED, kept, now.malformed() - before.malformed());
        long shares = now.shares() - before.shares();
        add(ALL, kept, shares);
        double keptFlood = Math.exp(-(double) passedMs / ShareFlood.WINDOW_MS);
        flood = flood * keptFlood + (double) shares;
        connections =
                Math.max(now.connections(), connections * keptFlood); // those that left have left their shares behind
        jumped = jump.observe(jumps, passedMs, (double) now.accepted() - before.accepted(), now.work() - before.work());
    }

    private void add(int count, double kept, long more) {
        recent[count] = recent[count] * kept + (double) more;
    }

    /** Shares of the storm window. */
    double recent(int count) {
        return recent[count];
    }

    double floodShares() {
        return flood;
    }

    double connections() {
        return connections;
    }

    void acceptJump() {
        jump.accept();
    }

    double newExpectedBlocks() {
        return newExpected;
    }

    long newBlocks() {
        return newBlocks;
    }

    WithholdingTest withholding() {
        return withholding;
    }

    WorkerSample sample() {
        return last;
    }
}
