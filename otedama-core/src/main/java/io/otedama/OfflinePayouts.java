package io.otedama;

import io.otedama.OfflineReplay.Begin;
import io.otedama.accounting.Accounting;
import io.otedama.chain.Network;
import io.otedama.error.ConfigurationException;
import io.otedama.error.ErrorHandler;
import io.otedama.error.JournalException;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.payment.PaymentPolicy;
import io.otedama.payment.PayoutRun;
import io.otedama.payout.PayoutBook;
import io.otedama.payout.PayoutBook.DirectPayment;
import io.otedama.pipeline.PipelineConfig;
import io.otedama.pipeline.SharePipeline;
import io.otedama.pow.ProofOfWorks;
import io.otedama.share.DuplicateFilter;
import io.otedama.snapshot.BooksStart;
import io.otedama.spi.LedgerStore;
import io.otedama.spi.PoolClock;
import io.otedama.spi.ShareJournal;
import io.otedama.spi.Wallet;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pays what a stopped or killed pool owes: its books and its payments, without node and miners. Takes up every payment the pool
 * left open before it makes a new one, exactly as the pool itself does when it starts again.
 *
 * <pre>
 *   journal ──replay──&gt; books ──&gt; PayoutRun ──&gt; wallet
 *      ^──── intent, broadcast, confirmed ──┘
 * </pre>
 *
 * <p>Journals have one writer: open the pool's own with this only while the pool does not run. Owns journal and wallet.
 */
public final class OfflinePayouts implements AutoCloseable {
    private static final int RING_SLOTS = 64;
    private static final Logger LOG = LoggerFactory.getLogger(OfflinePayouts.class);

    private final ShareJournal journal;
    private final SharePipeline pipeline;
    private final PayoutRun run;
    private final boolean paysInCoinbases;

    private OfflinePayouts(ShareJournal journal, SharePipeline pipeline, PayoutRun run, boolean paysInCoinbases) {
        this.journal = journal;
        this.pipeline = pipeline;
        this.run = run;
        this.paysInCoinbases = paysInCoinbases;
    }

    /**
     * Reads the journal and begins to look after open payments.
     *
     * @param snapshots where the books begin when the journal's beginning was deleted; null: there are none. Used and not closed
     * @param wallet opens the wallet of the network the journal is of
     * @param policy a run happens when {@link PayoutRun#runNow} asks for it, whatever its interval says
     * @param progress told the sequence from time to time
     * @throws ConfigurationException when the policy is wrong
     * @throws JournalException when the journal cannot be read, has lost records, is empty, or is of a chain that is not built in
     */
    public static OfflinePayouts open(
            ShareJournal journal,
            @Nullable LedgerStore snapshots,
            Function<Network, ? extends Wallet> wallet,
            PaymentPolicy policy,
            LongConsumer progress) {
        PaymentPolicy onRequest = policy.withSchedule(PaymentPolicy.ON_REQUEST, policy.checkInterval());
        if (!onRequest.problems().isEmpty()) {
            throw new ConfigurationException(onRequest.problems());
        }
        ErrorHandler errors = new LoggedErrors();
        new BooksStart(journal, snapshots).checkEnd();
        Accounting books = new OfflineReplay(journal, snapshots, progress, LOG::warn).run(Begin.NEWEST, now -> false);
        Network chain = Network.ofGenesis(books.genesis())
                .orElseThrow(() -> new JournalException(
                        books.bootNumber() == 0
                                ? "the journal is empty: there is nothing to pay"
                                : "the journal is of a chain that is not built in, block 0 " + books.genesis()));
        PipelineConfig config =
                PipelineConfig.forCores(1).withRingSize(RING_SLOTS).withDuplicates(0, 1);
        SharePipeline pipeline = new SharePipeline(
                config,
                ProofOfWorks.byName(chain.algorithm()),
                journal,
                books,
                new DuplicateFilter(config.duplicateCapacity(), config.maxSharesPerBlock()),
                PoolClock.system(),
                new InMemoryMetrics(),
                errors,
                sequence -> {});
        PayoutBook book = books.book();
        boolean direct = book != null && book.direct() != DirectPayment.NONE;
        Wallet opened = wallet.apply(chain);
        pipeline.start();
        PayoutRun run = new PayoutRun(pipeline, opened, onRequest, chain, PoolClock.system(), errors);
        run.start();
        return new OfflinePayouts(journal, pipeline, run, direct);
    }

    /**
     * Whether coinbases of this pool pay accounts themselves: then a block that the journal has not heard of yet may have paid what
     * is owed here.
     */
    public boolean paysInCoinbases() {
        return paysInCoinbases;
    }

    /** Plans, pays, cancels. */
    public PayoutRun run() {
        return run;
    }

    /** What is under way is finished by the next start, of this or of the pool. */
    @Override
    public void close() {
        AutoCloseableQuietly.close(run);
        AutoCloseableQuietly.close(pipeline);
        AutoCloseableQuietly.close(journal);
    }
}
