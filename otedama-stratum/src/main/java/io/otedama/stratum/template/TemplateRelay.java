package io.otedama.stratum.template;

import io.otedama.chain.BlockTemplate;
import io.otedama.error.ErrorHandler;
import io.otedama.spi.PoolClock;
import io.otedama.spi.TemplateListener;
import io.otedama.spi.TemplateSource;
import io.otedama.spi.TemplateUpdate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on the templates of the provider or of the node, never of both at once.
 *
 * <pre>
 *              lost, or lower than the node, for longer than patience
 *   PROVIDER ----------------------------------------------------------> NODE
 *            <----------------------------------------------------------
 *              the provider's first template that is not lower than what was delivered
 * </pre>
 *
 * <p>So that heights stay sane, whoever is in charge: the height goes back only when the source that gave the previous
 * template says reorg. What one source knows of its chain says nothing about the other's, so a source that takes over is
 * believed only from the height on that was reached; what it offers below is held back until it has caught up. Equal heights
 * on another block are passed on: both are work on a best chain.
 *
 * <p>Any thread; listeners are called under the lock, one at a time.
 */
final class TemplateRelay implements TemplateSource {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateRelay.class);

    private enum Origin {
        PROVIDER,
        NODE
    }

    private final String provider;
    private final long patienceNs;
    private final PoolClock clock;
    private final ErrorHandler errors;
    private final Runnable refreshing;
    private final List<TemplateListener> listeners = new CopyOnWriteArrayList<>();

    private Origin inCharge = Origin.PROVIDER;
    private @Nullable Origin deliveredBy;
    private int deliveredHeight;
    private @Nullable TemplateUpdate nodeLatest;
    private int providerHeight;
    private boolean providerUsable;
    private @Nullable Long behindSinceNs;
    private String trouble = "not connected yet";
    private boolean stuck;
    private boolean closed;

    /** @param refreshing asks both sources for a fresh template, without blocking */
    TemplateRelay(TemplateProviderConfig config, PoolClock clock, ErrorHandler errors, Runnable refreshing) {
        this.provider = config.name();
        this.patienceNs = config.patience().toNanos();
        this.clock = clock;
        this.errors = errors;
        this.refreshing = refreshing;
    }

    @Override
    public void subscribe(TemplateListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public void refresh() {
        refreshing.run();
    }

    /** The node has a template. */
    synchronized void onNode(TemplateUpdate update) {
        nodeLatest = update;
        if (inCharge == Origin.NODE) {
            forward(update, Origin.NODE);
        } else {
            check();
        }
    }

    /** The provider has a template. */
    synchronized void onProvider(BlockTemplate template, boolean reorg) {
        providerUsable = true;
        providerHeight = template.height();
        TemplateUpdate update = new TemplateUpdate(template, reorg, provider);
        boolean passed = forward(update, Origin.PROVIDER);
        if (passed && inCharge == Origin.NODE) {
            LOG.info("work comes from {} again, height {}", provider, template.height());
            inCharge = Origin.PROVIDER;
        }
        check();
    }

    /** The provider has no template on its tip any more. */
    synchronized void onProviderLost(String why) {
        providerUsable = false;
        trouble = why;
        check();
    }

    /** Looks whether patience is at its end; called often enough by whoever has a timer. */
    synchronized void check() {
        TemplateUpdate fromNode = nodeLatest;
        boolean behind = fromNode != null && fromNode.template().height() > providerHeight;
        if (providerUsable && !behind) {
            behindSinceNs = null;
            return;
        }
        if (behindSinceNs == null) {
            behindSinceNs = clock.nanoTime();
        }
        boolean over = clock.nanoTime() - behindSinceNs >= patienceNs;
        if (over && inCharge == Origin.PROVIDER && fromNode != null && forward(fromNode, Origin.NODE)) {
            LOG.warn(
                    "work comes from {} now: {} {}",
                    fromNode.source(),
                    provider,
                    providerUsable ? "is behind, at height " + providerHeight : "gives none (" + trouble + ")");
            inCharge = Origin.NODE;
            stuck = providerUsable;
        }
    }

    /**
     * True once after a provider was replaced that is connected and says nothing new: its connection may be dead without
     * anybody having said so, and should be made again.
     */
    synchronized boolean takeStuck() {
        boolean was = stuck;
        stuck = false;
        return was;
    }

    /** Nothing is delivered from now on. */
    synchronized void close() {
        closed = true;
    }

    /** @return false when it is held back */
    private boolean forward(TemplateUpdate update, Origin origin) {
        boolean reorg = update.reorg() && deliveredBy == origin;
        int height = update.template().height();
        if (closed || (height < deliveredHeight && !reorg)) {
            LOG.debug("held back: {} of {}, work is at height {}", update.template(), update.source(), deliveredHeight);
            return false;
        }
        deliveredBy = origin;
        deliveredHeight = height;
        TemplateUpdate passed = new TemplateUpdate(update.template(), reorg, update.source());
        for (TemplateListener listener : listeners) {
            try {
                listener.onTemplate(passed);
            } catch (RuntimeException e) {
                errors.onError("template listener", e, false);
            }
        }
        return true;
    }

    /** One sentence of trouble, empty while the provider gives the work. */
    synchronized String trouble() {
        if (providerUsable && behindSinceNs == null) {
            return "";
        }
        String who = inCharge == Origin.NODE ? "work comes from the node: " : "no new work: ";
        String what = providerUsable ? "is behind, at height " + providerHeight : trouble;
        long seconds = behindSinceNs == null ? 0 : TimeUnit.NANOSECONDS.toSeconds(clock.nanoTime() - behindSinceNs);
        return who + provider + " (for " + seconds + " s) " + what;
    }

    /** Where work is. */
    synchronized int height() {
        return deliveredHeight;
    }
}
