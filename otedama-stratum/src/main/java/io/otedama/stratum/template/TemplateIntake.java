package io.otedama.stratum.template;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Sha256d;
import io.otedama.chain.TemplateTransaction;
import io.otedama.spi.PoolClock;
import io.otedama.stratum.v2.message.template.NewTemplate;
import io.otedama.stratum.v2.message.template.RequestTransactionDataError;
import io.otedama.stratum.v2.message.template.RequestTransactionDataSuccess;
import io.otedama.stratum.v2.message.template.SetNewPrevHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pieces of a template together: what was announced, the tip it is for, its transactions. One per connection,
 * event loop only.
 *
 * <pre>
 *   NewTemplate ------------------> candidate, its transactions are asked for at once
 *                                     |   future: no tip yet          not future: the present tip
 *   SetNewPrevHash (names it) ------> | tip; every other candidate is dropped
 *   RequestTransactionData.Success -> | transactions, checked against merkle path and commitment
 *                                     v
 *                        tip and transactions: delivered once; older candidates are dropped
 *   RequestTransactionData.Error ---> dropped
 * </pre>
 */
final class TemplateIntake {
    /** Templates announced and not delivered; with another one the oldest is forgotten. */
    static final int MAX_CANDIDATES = 8;

    /** What becomes of templates. */
    interface Sink {
        /** The transactions of a template are needed. */
        void request(long templateId);

        /**
         * @param reorg the provider's tip before is no longer in its best chain
         */
        void deliver(BlockTemplate template, boolean reorg);

        /**
         * A template cannot be used.
         *
         * @param noWork it was the one to begin a new block with
         */
        void refused(String why, boolean noWork);

        /** The provider breaks the protocol. */
        void violated(String how);
    }

    private static final class Candidate {
        private final long id;
        private @Nullable AnnouncedTemplate template; // null: cannot be used
        private @Nullable ChainTip tip;
        private @Nullable List<TemplateTransaction> transactions;
        private String trouble = "";

        private Candidate(long id) {
            this.id = id;
        }
    }

    private final Map<Long, Candidate> candidates = new LinkedHashMap<>();
    private final AnnouncedTable announced;
    private final PoolClock clock;
    private final Sink sink;
    private final Sha256d sha = new Sha256d();

    private @Nullable ChainTip tip;
    private @Nullable ChainTip deliveredOn;
    private int height;
    private @Nullable Candidate delivered;

    TemplateIntake(AnnouncedTable announced, PoolClock clock, Sink sink) {
        this.announced = announced;
        this.clock = clock;
        this.sink = sink;
    }

    void onNewTemplate(NewTemplate message) {
        if (!message.futureTemplate() && tip == null) {
            sink.violated("NewTemplate for the present block before any SetNewPrevHash");
            return;
        }
        Candidate candidate = new Candidate(message.templateId());
        candidate.tip = message.futureTemplate() ? null : tip;
        candidates.put(candidate.id, candidate);
        if (candidates.size() > MAX_CANDIDATES) {
            candidates.remove(candidates.keySet().iterator().next());
        }
        try {
            AnnouncedTemplate template = AnnouncedTemplate.read(message);
            candidate.template = template;
            sink.request(candidate.id);
        } catch (RefusedTemplateException e) {
            refuse(candidate, e);
        }
    }

    void onPrevHash(SetNewPrevHash message) {
        Candidate candidate = candidates.get(message.templateId());
        if (candidate == null) {
            sink.violated("SetNewPrevHash names template " + Long.toUnsignedString(message.templateId())
                    + ", which was not announced");
            return;
        }
        try {
            ChainTip next = ChainTip.read(message, clock.nanoTime());
            candidates.values().removeIf(other -> other != candidate);
            delivered = null;
            tip = next;
            candidate.tip = next;
        } catch (RefusedTemplateException e) {
            sink.violated(String.valueOf(e.getMessage()));
            return;
        }
        if (candidate.template == null) {
            sink.refused(candidate.trouble, true);
        } else {
            deliverIfComplete(candidate);
        }
    }

    void onTransactions(RequestTransactionDataSuccess message) {
        Candidate candidate = candidates.get(message.templateId());
        if (candidate == null || candidate.template == null || candidate.transactions != null) {
            return; // of a template that time has passed by
        }
        try {
            List<TemplateTransaction> transactions = transactions(message);
            candidate.template.check(transactions);
            candidate.transactions = transactions;
        } catch (RefusedTemplateException e) {
            refuse(candidate, e);
            return;
        }
        deliverIfComplete(candidate);
    }

    private List<TemplateTransaction> transactions(RequestTransactionDataSuccess message)
            throws RefusedTemplateException {
        List<TemplateTransaction> transactions = new ArrayList<>(message.transactionCount());
        for (int i = 0; i < message.transactionCount(); i++) {
            try {
                transactions.add(RawTransaction.ofTemplate(message.transaction(i), sha));
            } catch (IllegalArgumentException e) {
                throw new RefusedTemplateException(
                        "transaction_list[" + i + "] is no transaction: " + e.getMessage(), e);
            }
        }
        return transactions;
    }

    void onTransactionsError(RequestTransactionDataError message) {
        Candidate candidate = candidates.get(message.templateId());
        if (candidate != null && candidate.template != null && candidate.transactions == null) {
            refuse(candidate, new RefusedTemplateException("no transactions: " + message.errorCode()));
        }
    }

    /** Kept, so that a SetNewPrevHash that names it is understood. */
    private void refuse(Candidate candidate, RefusedTemplateException why) {
        candidate.template = null;
        candidate.trouble = "template " + Long.toUnsignedString(candidate.id) + " is not used: " + why.getMessage();
        sink.refused(candidate.trouble, candidate.tip != null && delivered == null);
    }

    private void deliverIfComplete(Candidate candidate) {
        if (candidate.tip != null && candidate.template != null && candidate.transactions != null) {
            candidates
                    .values()
                    .removeIf(other -> other != candidate && Long.compareUnsigned(other.id, candidate.id) < 0);
            deliver(candidate);
        }
    }

    private void deliver(Candidate candidate) {
        AnnouncedTemplate template = candidate.template;
        ChainTip on = candidate.tip;
        List<TemplateTransaction> transactions = candidate.transactions;
        if (template == null || on == null || transactions == null) {
            return;
        }
        try {
            BlockTemplate block = template.on(on, transactions, clock.nanoTime());
            boolean reorg = isOtherBlock(on) && template.height() <= height;
            delivered = candidate;
            deliveredOn = on;
            height = template.height();
            announced.add(template, on);
            sink.deliver(block, reorg);
        } catch (RefusedTemplateException e) {
            refuse(candidate, e);
        }
    }

    /** Delivers the newest template again, if there is one. */
    void redeliver() {
        Candidate again = delivered;
        if (again != null && again.template != null && again.tip != null && again.transactions != null) {
            try {
                sink.deliver(again.template.on(again.tip, again.transactions, clock.nanoTime()), false);
            } catch (RefusedTemplateException e) {
                sink.refused(String.valueOf(e.getMessage()), false);
            }
        }
    }

    private boolean isOtherBlock(ChainTip next) {
        ChainTip before = deliveredOn;
        return before != null && !before.prevHash().equals(next.prevHash());
    }

    /** True while transactions are missing without which there is no work on the present tip. */
    boolean isWaitingForTransactions() {
        return tip != null
                && delivered == null
                && candidates.values().stream()
                        .anyMatch(c -> c.tip != null && c.template != null && c.transactions == null);
    }
}
