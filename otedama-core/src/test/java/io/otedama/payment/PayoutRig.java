package io.otedama.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.accounting.Accounting;
import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.ledger.AccountTable;
import io.otedama.ledger.Bucket;
import io.otedama.ledger.PaymentBook.Payment;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.pipeline.JournalReplay;
import io.otedama.pipeline.PipelineConfig;
import io.otedama.pipeline.SharePipeline;
import io.otedama.pow.ProofOfWorks;
import io.otedama.session.WorkerTable;
import io.otedama.share.DuplicateFilter;
import io.otedama.spi.CorrectionRecord;
import io.otedama.spi.TransactionPlan.FeePayer;
import io.otedama.testkit.FakeAddresses;
import io.otedama.testkit.FakeWallet;
import io.otedama.testkit.FaultyJournal;
import io.otedama.testkit.VirtualClock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Books that owe miners, a wallet that pays them, and rounds at the test's pace. Miners are numbers from 1. */
final class PayoutRig implements AutoCloseable {
    static final PaymentPolicy POLICY = PaymentPolicy.defaults()
            .withThreshold(10_000)
            .withConfirmations(3)
            .withSchedule(Duration.ofHours(1), Duration.ofSeconds(30));

    private static final PipelineConfig SMALL =
            PipelineConfig.forCores(1).withRingSize(64).withDuplicates(64, 64);

    final FaultyJournal journal = new FaultyJournal();
    final FakeWallet wallet = new FakeWallet();
    final VirtualClock clock = new VirtualClock(1_700_000_000);
    final List<Throwable> errors = new CopyOnWriteArrayList<>();
    final List<Throwable> fatal = new CopyOnWriteArrayList<>();
    private final PaymentPolicy policy;
    private final long waitMs;
    private long credited;
    SharePipeline pipeline;
    PayoutRun run;

    PayoutRig(PaymentPolicy policy) {
        this(policy, PaymentLedger.WAIT_MS);
    }

    PayoutRig(PaymentPolicy policy, long waitMs) {
        this.policy = policy;
        this.waitMs = waitMs;
        for (int i = 0; i < 10; i++) {
            wallet.fund(1_000_000);
        }
        boot();
    }

    private void boot() {
        Accounting books = new Accounting(journal);
        DuplicateFilter filter = new DuplicateFilter(SMALL.duplicateCapacity(), SMALL.maxSharesPerBlock());
        pipeline = new SharePipeline(
                SMALL,
                Objects.requireNonNull(ProofOfWorks.byName("sha256d")),
                journal,
                books,
                filter,
                clock,
                new InMemoryMetrics(),
                (where, error, isFatal) -> (isFatal ? fatal : errors).add(error));
        new JournalReplay(books, filter, new WorkerTable(10), pipeline.hashrate()).run(journal);
        pipeline.start();
        run = new PayoutRun(
                new PaymentLedger(pipeline, waitMs),
                wallet,
                policy,
                Network.BITCOIN_REGTEST,
                clock,
                (where, error, isFatal) -> errors.add(error));
    }

    /** The process dies and comes again: only the journal and the wallet's side remain. */
    void reboot() {
        pipeline.close();
        boot();
    }

    void owe(int miner, long amount) throws Exception {
        String address = FakeAddresses.of(miner);
        ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        pipeline.publish(new CorrectionRecord().encode(bytes, 0, amount, "pool:fee", address, "test"), null)
                .get();
        credited += amount;
    }

    /** Time passes until the next run is due, then one round. */
    PayoutStatus dueRound() {
        clock.advance(Duration.ofHours(1));
        run.round();
        return run.status();
    }

    PayoutStatus round() {
        run.round();
        return run.status();
    }

    <T> T ask(Function<Accounting, T> question) {
        return pipeline.query(question).join();
    }

    long balance(int miner, Bucket bucket) {
        return ask(books -> {
            int account = books.accounts().find(FakeAddresses.of(miner));
            return account < 0 ? 0 : books.ledger().balance(account, bucket);
        });
    }

    long received(int miner) {
        return wallet.received(
                Address.parse(FakeAddresses.of(miner), Network.BITCOIN_REGTEST).script());
    }

    /** All that was owed was sent, once, and the books say the same as the chain. */
    void assertSettled(int miners) {
        long paid = 0;
        for (int miner = 1; miner <= miners; miner++) {
            assertThat(balance(miner, Bucket.PAYABLE)).isZero();
            assertThat(balance(miner, Bucket.PAYING)).isZero();
            assertThat(received(miner)).isEqualTo(balance(miner, Bucket.PAID));
            paid += received(miner);
        }
        long fees = credited - paid;
        if (policy.feePayer() == FeePayer.WALLET) {
            assertThat(fees).isZero();
        } else {
            assertThat(fees).isBetween(1L, credited / 10);
            long pool = ask(books -> books.ledger().balance(AccountTable.POOL, Bucket.PAYABLE));
            assertThat(pool).isEqualTo(-credited);
        }
        ask(books -> {
            books.ledger().checkInvariant();
            return true;
        });
        List<Payment> open = ask(books -> books.payments().open());
        assertThat(open).isEmpty();
        assertThat(fatal).isEmpty();
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
