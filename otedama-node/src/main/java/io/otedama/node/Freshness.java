package io.otedama.node;

import io.otedama.chain.BlockTemplate;
import io.otedama.error.NodeException;
import io.otedama.node.rpc.HeaderState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Is a template newer than the work we have? Heights alone do not say: a node that restarted, is behind or sits on a
 * fork offers old work in good faith.
 *
 * <pre>
 *   previous block      our old tip at that node        verdict
 *   the same            -                               SAME_TIP
 *   other, higher       in the best chain, or unknown   NEW_TIP
 *   other, higher       not in the best chain           REORG
 *   other, not higher   not in the best chain           REORG, if the node has looked at all it has heard of and the
 *                                                       template is still on its tip
 *   other, as high      unknown, and who told us of it  REORG: one block of two became everybody's, and we have the other
 *                       is long gone
 *   other, not higher   in the best chain, or unknown   STALE
 * </pre>
 */
final class Freshness {
    private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);

    /** What a template means for the work we have. */
    enum Verdict {
        SAME_TIP,
        NEW_TIP,
        REORG,
        STALE
    }

    private Freshness() {}

    /**
     * @param daemon who offers the template; asked when the tip changed
     * @param present the newest template that was delivered, null at first
     * @param orphaned true when the node that gave it has been away for long
     * @throws NodeException when the node must be asked and does not answer, or contradicts itself
     */
    static Verdict judge(CoinDaemon daemon, @Nullable BlockTemplate present, BlockTemplate offered, boolean orphaned) {
        if (present == null) {
            return Verdict.NEW_TIP;
        }
        if (present.previousBlock().equals(offered.previousBlock())) {
            if (present.height() != offered.height()) {
                throw new NodeException(daemon.name() + " gives height " + offered.height() + " to a block on "
                        + offered.previousBlock() + ", which was " + present.height() + " before");
            }
            return Verdict.SAME_TIP;
        }
        Optional<HeaderState> old = daemon.ask(rpc -> rpc.header(present.previousBlock()));
        if (old.isEmpty() || !old.get().inBestChain()) {
            daemon.verify(); // a node that does not build on our tip may be another node altogether
        }
        if (offered.height() > present.height()) {
            if (old.isEmpty()) {
                LOG.warn("{} has never heard of the previous tip {}", daemon, present.previousBlock());
            }
            return old.isPresent() && !old.get().inBestChain() ? Verdict.REORG : Verdict.NEW_TIP;
        }
        boolean taken = old.isPresent() ? !old.get().inBestChain() : orphaned && offered.height() == present.height();
        if (!taken) {
            return Verdict.STALE;
        }
        return isSettledOn(daemon, present, offered) ? Verdict.REORG : Verdict.STALE;
    }

    /**
     * The answers come one after the other while the node goes on: what was true of our old tip when it gave the template
     * may be over. Only when its tip is the same before and after, they are all about the same moment.
     */
    private static boolean isSettledOn(CoinDaemon daemon, BlockTemplate present, BlockTemplate offered) {
        boolean notYet = offered.height() < present.height() && daemon.ask(rpc -> rpc.isCatchingUp());
        return !notYet && daemon.ask(rpc -> rpc.bestBlock()).equals(offered.previousBlock());
    }
}
