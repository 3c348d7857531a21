package io.otedama.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.otedama.bench.miner.MinerProtocol;
import io.otedama.pow.PowHasher;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One event loop of the generator: its miners, what they do, what it counted. Everything on the loop's thread.
 *
 * <pre>
 *   paced      due times at even distances -> the next miner with room -> one write per miner and turn
 *              a share that has to wait keeps its due time: that is what its latency counts from
 *   saturating every answer is followed by a submit, sent with all others of the same read
 * </pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // of timers and attempts to connect; their ends are heard elsewhere
final class LoadLoop {
    /** A paced loop sends no more often than this; shares due in between go out together. */
    private static final long TURN_NS = 100_000;

    private static final int CONNECT_MILLIS = 30_000;

    private final LoadPlan plan;
    private final EventLoop eventLoop;
    private final Class<? extends Channel> channelType;
    private final Consumer<LoadMiner> settled;
    private final Consumer<String> trouble;
    private final MinerProtocol protocol;
    private final FanoutLog fanout = new FanoutLog();
    private final List<LoadMiner> miners = new ArrayList<>();
    private final ArrayDeque<LoadMiner> touched = new ArrayDeque<>();
    private final SplittableRandom random;
    private final PowHasher hasher;
    private Tally tally = new Tally();
    private Pace pace = Pace.NONE;
    private double dueNs;
    private double gapNs;
    private int next;
    private int capacity;
    private int outstanding;
    private int phase;
    private boolean ended;

    /**
     * @param settled told when a miner has its first work on a connection
     * @param trouble told why a connection ended
     */
    LoadLoop(
            LoadPlan plan,
            EventLoop eventLoop,
            Class<? extends Channel> channelType,
            long seed,
            Consumer<LoadMiner> settled,
            Consumer<String> trouble) {
        this.plan = plan;
        this.eventLoop = eventLoop;
        this.channelType = channelType;
        this.protocol = plan.newProtocol();
        this.hasher = plan.algorithm().newHasher();
        this.random = new SplittableRandom(seed);
        this.settled = settled;
        this.trouble = trouble;
    }

    /** For one miner; the hasher is the loop's. */
    ShareSource newSource(long firstExtranonce2) {
        return new ShareSource(hasher, plan.rollNonce(), firstExtranonce2);
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    Tally tally() {
        return tally;
    }

    FanoutLog fanout() {
        return fanout;
    }

    /** Begins a new phase; returns what the last one counted. */
    Tally begin(Pace newPace, int loops) {
        Tally before = tally;
        boolean goesOn = newPace.equals(pace);
        tally = new Tally();
        pace = newPace;
        if (goesOn) {
            return before;
        }
        phase++;
        if (pace.isMax()) {
            miners.forEach(this::fill);
            flushTouched();
        } else if (!pace.isNone()) {
            gapNs = 1e9 * loops / pace.perSecond();
            dueNs = System.nanoTime() + gapNs * random.nextDouble();
            turn(phase);
        }
        return before;
    }

    /** Finds shares for everybody before the clock runs. */
    void premine(int shares) {
        for (LoadMiner miner : miners) {
            var job = miner.job();
            if (job != null) {
                miner.source().premine(job, shares);
            }
        }
    }

    /** Submits without an answer. */
    int outstanding() {
        return outstanding;
    }

    // ---- connections

    void connect(LoadMiner miner, @Nullable SocketAddress from) {
        miner.connecting(System.nanoTime());
        Bootstrap bootstrap = new Bootstrap()
                .group(eventLoop)
                .channel(channelType)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        miner.use(protocol.join(channel, miner.index, miner));
                    }
                });
        bootstrap.connect(plan.server(), from).addListener(done -> {
            Throwable cause = done.cause();
            if (cause != null) {
                trouble.accept(cause.toString());
            }
        });
    }

    void onSettled(LoadMiner miner) {
        settled.accept(miner);
        if (pace.isMax() && miner.enlisted) {
            fill(miner);
        }
    }

    /** From now on this miner submits when it is the loop's turn. */
    void enlist(LoadMiner miner) {
        miner.enlisted = true;
        miners.add(miner);
        capacity += plan.depth();
    }

    void onClosed(LoadMiner miner, int unanswered, String why) {
        outstanding -= unanswered;
        if (ended) {
            return;
        }
        tally.lost += unanswered;
        tally.disconnects++;
        trouble.accept(why);
        if (miner.enlisted) {
            miner.enlisted = false;
            miners.remove(miner);
            capacity -= plan.depth();
        }
    }

    void end() {
        ended = true;
        pace = Pace.NONE;
        miners.forEach(LoadMiner::close);
    }

    // ---- shares

    void onReply(LoadMiner miner, ShareKind kind, int code, String message, long due, long sent) {
        outstanding--;
        tally.answered(kind, code, due, sent, System.nanoTime());
        if ((kind == ShareKind.GOOD) != (code == 0)) {
            tally.note(kind, code, message);
        }
        if (pace.isMax()) {
            submitOne(miner, System.nanoTime());
        } else if (!pace.isNone()) {
            submitOverdue(miner);
        }
    }

    /** Where nobody had room, whoever has just made some sends what is overdue: no search among thousands that are busy. */
    private void submitOverdue(LoadMiner miner) {
        long now = System.nanoTime();
        boolean onlyOne = outstanding == capacity - 1;
        if (onlyOne && dueNs <= now && miner.enlisted && miner.hasRoom()) {
            submit(miner, (long) dueNs, now);
            dueNs += gapNs;
        }
    }

    /** Shares that were due and had to wait for room go out as soon as answers have made some. */
    void onReadComplete() {
        if (!pace.isMax() && !pace.isNone()) {
            sendDue();
        }
    }

    private void fill(LoadMiner miner) {
        long now = System.nanoTime();
        while (miner.hasRoom()) {
            submitOne(miner, now);
            touched.add(miner);
        }
    }

    private void submitOne(LoadMiner miner, long now) {
        if (miner.hasRoom()) {
            submit(miner, now, now);
        }
    }

    private void submit(LoadMiner miner, long due, long now) {
        ShareKind kind = plan.mix().isOnlyGood() ? ShareKind.GOOD : plan.mix().draw(random);
        miner.submit(kind, due, now);
        outstanding++;
    }

    private void flushTouched() {
        for (LoadMiner miner = touched.poll(); miner != null; miner = touched.poll()) {
            miner.flush();
        }
    }

    /** Sends what is due, now and until another phase begins: the timer of an earlier one may still come. */
    private void turn(int ofPhase) {
        if (ofPhase != phase || ended) {
            return;
        }
        sendDue();
        long wait = Math.max(TURN_NS, (long) dueNs - System.nanoTime());
        eventLoop.schedule(() -> turn(ofPhase), wait, TimeUnit.NANOSECONDS);
    }

    private void sendDue() {
        long now = System.nanoTime();
        while (dueNs <= now && outstanding < capacity) {
            LoadMiner miner = nextWithRoom();
            if (miner == null) {
                break;
            }
            submit(miner, (long) dueNs, now);
            touched.add(miner);
            dueNs += gapNs;
        }
        flushTouched();
    }

    private @Nullable LoadMiner nextWithRoom() {
        for (int tried = 0; tried < miners.size(); tried++) {
            next = next + 1 < miners.size() ? next + 1 : 0;
            LoadMiner miner = miners.get(next);
            if (miner.hasRoom()) {
                return miner;
            }
        }
        return null;
    }
}
