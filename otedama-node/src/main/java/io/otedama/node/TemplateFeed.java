package io.otedama.node;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Network;
import io.otedama.error.ErrorHandler;
import io.otedama.error.NodeException;
import io.otedama.node.notify.LongPoll;
import io.otedama.node.notify.TipHint;
import io.otedama.node.rpc.NodeTemplate;
import io.otedama.node.rpc.RpcException;
import io.otedama.spi.PoolClock;
import io.otedama.spi.TemplateListener;
import io.otedama.spi.TemplateSource;
import io.otedama.spi.TemplateUpdate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches templates and hands them on. One thread does everything, so listeners are called one update at a time and in
 * order.
 *
 * <pre>
 *   hints (ZMQ, long poll, watch, refresh) -> HintInbox --+
 *   nothing for poll -> getbestblockhash differs ---------+-> DaemonSelector -> getblocktemplate -> Freshness
 *   template older than refresh --------------------------+        ^                |                  |
 *                                                                  +--- failed: next node              v
 *                                                                             listeners <- TemplateUpdate, or nothing
 * </pre>
 */
final class TemplateFeed implements TemplateSource {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateFeed.class);
    private static final String THREAD = "otedama-node-feed";
    private static final String LISTENER = "template listener";

    private final List<CoinDaemon> daemons;
    private final ChainGuard guard;
    private final DaemonSelector selector;
    private final LongPoll longPoll;
    private final NodeTiming timing;
    private final PoolClock clock;
    private final ErrorHandler errors;
    private final HintInbox inbox;
    private final List<TemplateListener> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, THREAD);

    private @Nullable CoinDaemon active;
    private @Nullable BlockTemplate delivered;
    private @Nullable CoinDaemon source; // of what was delivered
    private long staleSinceNs; // old work is offered in its place; 0: it is not
    private @Nullable NodeTemplate fetched;
    private long deliveredNs;
    private long fetchedNs;
    private boolean lost;
    private volatile FeedState state = FeedState.NONE;

    TemplateFeed(
            List<CoinDaemon> daemons,
            ChainGuard guard,
            LongPoll longPoll,
            HintInbox inbox,
            NodeTiming timing,
            PoolClock clock,
            ErrorHandler errors) {
        this.daemons = daemons;
        this.guard = guard;
        this.selector = new DaemonSelector(daemons, timing, clock);
        this.longPoll = longPoll;
        this.inbox = inbox;
        this.timing = timing;
        this.clock = clock;
        this.errors = errors;
        thread.setDaemon(true);
    }

    @Override
    public void subscribe(TemplateListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public void refresh() {
        inbox.refresh();
    }

    /** For health and for the chain view; any thread. */
    FeedState state() {
        return state;
    }

    void start() {
        inbox.onTipHint(TipHint.resync("start"));
        thread.start();
    }

    /** Waits until the thread is gone, unless this is that thread. */
    void join(long timeoutMs) throws InterruptedException {
        if (Thread.currentThread() != thread) {
            thread.join(timeoutMs);
        }
    }

    private void run() {
        try {
            while (!inbox.isClosed()) {
                HintInbox.Pending pending = inbox.take(timing.poll().toNanos());
                if (!inbox.isClosed()) {
                    stepSafely(pending);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stepSafely(HintInbox.Pending pending) {
        try {
            step(pending);
        } catch (RuntimeException e) {
            errors.onError(THREAD, e, false);
        }
    }

    /** Tries the nodes in the selector's order until one is done with what is pending. */
    private void step(HintInbox.Pending pending) {
        NodeException last = null;
        for (int attempt = 0; attempt < daemons.size() && !inbox.isClosed(); attempt++) {
            CoinDaemon daemon = selector.choose(active);
            if (daemon == null) {
                break;
            }
            try {
                if (isFetchDue(daemon, pending)) {
                    fetch(daemon, pending.forced());
                }
                return;
            } catch (NodeException e) {
                last = e;
                failed(daemon, e);
            }
        }
        if (!inbox.isClosed()) {
            workIsLost(last);
        }
    }

    private boolean isFetchDue(CoinDaemon daemon, HintInbox.Pending pending) {
        NodeTemplate known = fetched;
        if (daemon != active || known == null || pending.forced()) {
            return true;
        }
        if (pending.hint() != null && isNews(pending.hint(), known)) {
            return true;
        }
        if (clock.nanoTime() - fetchedNs >= timing.refresh().toNanos() || isOrphaned(daemon)) {
            return true;
        }
        return pending.isEmpty()
                && !daemon.ask(rpc -> rpc.bestBlock()).equals(known.template().previousBlock());
    }

    private static boolean isNews(TipHint hint, NodeTemplate known) {
        if (hint.longPollId() != null) {
            return !hint.longPollId().equals(known.longPollId());
        }
        return hint.tip() == null || !hint.tip().equals(known.template().previousBlock());
    }

    private void fetch(CoinDaemon daemon, boolean forced) {
        NodeTemplate answer = daemon.ask(rpc -> rpc.template(rules()));
        BlockTemplate template = answer.template();
        Freshness.Verdict verdict = Freshness.judge(daemon, delivered, template, isOrphaned(daemon));
        if (daemon != active) {
            LOG.info("work comes from {} now, height {}", daemon, template.height());
        }
        active = daemon;
        fetched = answer;
        fetchedNs = clock.nanoTime();
        lost = false;
        daemon.succeeded();
        if (answer.longPollId() != null) {
            longPoll.follow(daemon.longPoll(rules(), answer.longPollId(), timing.longPollTimeout()));
        }
        if (verdict == Freshness.Verdict.STALE) {
            staleOffer(daemon, template);
            return;
        }
        boolean news = verdict != Freshness.Verdict.SAME_TIP || forced || isWorthSending(template);
        state = new FeedState(daemon, template.height(), fetchedNs, "");
        if (news) {
            source = daemon;
            deliver(new TemplateUpdate(template, verdict == Freshness.Verdict.REORG, daemon.name()));
        }
    }

    /** Who gave us our tip has been away for so long that nobody may ever hear of it. */
    private boolean isOrphaned(CoinDaemon other) {
        CoinDaemon giver = source;
        BlockTemplate ours = delivered;
        NodeTemplate theirs = fetched;
        boolean rivals = ours != null
                && theirs != null
                && ours.height() == theirs.template().height();
        return rivals
                && giver != null
                && giver != other
                && !giver.probe().isUsable()
                && staleSinceNs != 0
                && clock.nanoTime() - staleSinceNs >= timing.stuckAfter().toNanos();
    }

    private List<String> rules() {
        Network network = Objects.requireNonNull(guard.known(), "a node is asked for work only after it was verified");
        return TemplateRules.of(network);
    }

    private void staleOffer(CoinDaemon daemon, BlockTemplate offered) {
        staleSinceNs = staleSinceNs == 0 ? clock.nanoTime() : staleSinceNs;
        int present = state.height();
        String trouble = daemon.name() + " offers old work (height " + offered.height() + " on "
                + offered.previousBlock() + ") and does not call our height " + present + " reorganised; ignored";
        if (!state.trouble().equals(trouble)) {
            LOG.warn("{}", trouble);
        }
        state = new FeedState(daemon, present, fetchedNs, trouble);
    }

    private boolean isWorthSending(BlockTemplate t) {
        BlockTemplate old = delivered;
        return old == null
                || clock.nanoTime() - deliveredNs >= timing.refresh().toNanos()
                || t.coinbaseValue() != old.coinbaseValue()
                || t.bits() != old.bits()
                || t.version() != old.version()
                || !TransactionLists.same(t.transactions(), old.transactions());
    }

    private void deliver(TemplateUpdate update) {
        delivered = update.template();
        deliveredNs = clock.nanoTime();
        staleSinceNs = 0;
        LOG.debug("{} from {}{}", update.template(), update.source(), update.reorg() ? ", reorganisation" : "");
        for (TemplateListener listener : listeners) {
            try {
                listener.onTemplate(update);
            } catch (RuntimeException e) {
                errors.onError(LISTENER, e, false);
            }
        }
    }

    private void failed(CoinDaemon daemon, NodeException e) {
        if (inbox.isClosed()) {
            return; // we broke the call ourselves
        }
        daemon.failed(clock.nanoTime(), String.valueOf(e.getMessage()));
        if (daemon == active || !lost) {
            LOG.warn("no work from {}: {}", daemon, e.getMessage());
        }
        if (daemon == active) {
            active = null;
        }
        state = new FeedState(active, state.height(), fetchedNs, String.valueOf(e.getMessage()));
    }

    /** No node gives work. Says so once; the watch and the backoff bring us back. */
    private void workIsLost(@Nullable NodeException cause) {
        active = null;
        String why = cause == null ? state.trouble() : String.valueOf(cause.getMessage());
        state = new FeedState(null, state.height(), fetchedNs, why);
        boolean expected = cause instanceof RpcException rpc && rpc.isTransient();
        if (cause == null && fetched == null) {
            return; // the nodes are still being looked at for the first time
        }
        if (!lost && !expected) {
            errors.onError("node", cause == null ? unusable() : cause, false);
        }
        lost = true;
    }

    /** The watch saw it before the feed did. */
    private NodeException unusable() {
        return new NodeException("no node gives work: "
                + daemons.stream()
                        .map(daemon -> daemon.probe().trouble())
                        .filter(trouble -> !trouble.isEmpty())
                        .collect(Collectors.joining("; ")));
    }
}
