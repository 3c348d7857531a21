package io.otedama.bench.load;

import io.otedama.bench.miner.MinerConnection;
import io.otedama.bench.miner.MinerEvents;
import io.otedama.bench.miner.MinerJob;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One simulated miner. Event loop only.
 *
 * <pre>
 *   connect -> ready and a job: settled -> submit ... reply -> closed -> (told to the loop, which may connect again)
 * </pre>
 */
final class LoadMiner implements MinerEvents {
    final int index;

    /** Whether it submits when it is the loop's turn; the loop's business. */
    boolean enlisted;

    private final LoadLoop loop;
    private final ShareSource source;
    private final int depth;
    private final long[] ids;
    private final long[] dueNs;
    private final long[] sentNs;
    private final @Nullable ShareKind[] kinds;
    private @Nullable MinerConnection connection;
    private String previousBlock = "";
    private boolean ready;
    private boolean settled;
    private boolean sentGood;
    private int outstanding;
    private long connectNs;

    LoadMiner(int index, LoadLoop loop, ShareSource source, int depth) {
        this.index = index;
        this.loop = loop;
        this.source = source;
        this.depth = depth;
        int slots = Math.max(2, Integer.highestOneBit(Math.max(1, depth)) << 1);
        this.ids = new long[slots];
        this.dueNs = new long[slots];
        this.sentNs = new long[slots];
        this.kinds = new ShareKind[slots];
    }

    /** The attempt to connect begins. */
    void connecting(long nowNs) {
        connectNs = nowNs;
    }

    /** The socket is made. */
    void use(MinerConnection made) {
        connection = made;
        ready = false;
        settled = false;
        sentGood = false;
        previousBlock = "";
    }

    /** When the attempt to connect began. */
    long connectNs() {
        return connectNs;
    }

    boolean isSettled() {
        return settled;
    }

    boolean hasRoom() {
        MinerConnection current = connection;
        return settled && current != null && outstanding < depth && ids[slot(current.nextId())] == 0;
    }

    ShareSource source() {
        return source;
    }

    @Nullable
    MinerJob job() {
        return connection == null ? null : connection.job();
    }

    void stopReading() {
        if (connection != null) {
            connection.stopReading();
        }
    }

    void flush() {
        if (connection != null) {
            connection.flush();
        }
    }

    void close() {
        if (connection != null) {
            connection.close("the run has ended");
        }
    }

    /** Gathers one submit; the caller has asked {@link #hasRoom} and will flush. */
    void submit(ShareKind wanted, long due, long now) {
        MinerConnection to = connection;
        MinerJob job = to == null ? null : to.job();
        if (to == null || job == null) {
            return;
        }
        ShareKind kind = wanted == ShareKind.DUPLICATE && !sentGood ? ShareKind.GOOD : wanted;
        long id = write(to, job, kind);
        int slot = slot(id);
        ids[slot] = id;
        dueNs[slot] = due;
        sentNs[slot] = now;
        kinds[slot] = kind;
        outstanding++;
        loop.tally().submitted++;
    }

    private long write(MinerConnection to, MinerJob job, ShareKind kind) {
        switch (kind) {
            case GOOD -> {
                source.nextGood(job);
                sentGood = true;
            }
            case LOW -> {
                source.nextLow(job);
                sentGood = false;
            }
            case DUPLICATE -> {}
            case STALE -> {
                return to.submitUnknownJob();
            }
            case MALFORMED -> {
                return to.submitMalformed();
            }
        }
        return to.submit(source.extranonce2(), source.nonce());
    }

    private int slot(long id) {
        return (int) id & ids.length - 1;
    }

    // ---- what the connection tells

    @Override
    public void onReady() {
        ready = true;
        settle();
    }

    @Override
    public void onNotice(String previous, boolean clean) {
        boolean newBlock = clean && !previous.equals(previousBlock);
        if (settled && newBlock) {
            loop.fanout().arrived(previous, System.nanoTime());
        }
        if (newBlock) {
            sentGood = false;
        }
        previousBlock = previous;
        settle();
    }

    private void settle() {
        MinerConnection current = connection;
        if (ready && !settled && current != null && current.hasJob()) {
            settled = true;
            loop.onSettled(this);
        }
    }

    @Override
    public void onReply(long id, int code, String message) {
        int slot = slot(id);
        if (ids[slot] != id) {
            loop.tally().unasked++;
            return;
        }
        ids[slot] = 0;
        outstanding--;
        loop.onReply(this, kinds[slot], code, message, dueNs[slot], sentNs[slot]);
    }

    @Override
    public void onReadComplete() {
        loop.onReadComplete();
    }

    @Override
    public void onClosed(String why) {
        connection = null;
        settled = false;
        int unanswered = outstanding;
        outstanding = 0;
        Arrays.fill(ids, 0);
        loop.onClosed(this, unanswered, why);
    }
}
