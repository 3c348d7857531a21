package io.otedama;

import io.otedama.accounting.CoinbaseClaims;
import io.otedama.accounting.CoinbaseClaims.Payment;
import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.error.AddressException;
import io.otedama.job.CoinbaseRoom;
import io.otedama.payout.PayoutBook.DirectPayment;
import io.otedama.payout.PayoutTerms;
import io.otedama.pipeline.SharePipeline;
import io.otedama.spi.ClientClass;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.PoolClock;
import io.otedama.spi.SplitRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Coinbases that pay accounts themselves: by weight, or the owner of the work. What they do not pay is in the pool's output and
 * owed. Job thread only. Every split is durable before any job that uses it goes out.
 *
 * <p>Who did not fit is paid by a later coinbase, at the expense of the pool's own output ({@link CoinbaseClaims}). With a wallet no
 * coinbase does that: the wallet pays what is owed, and never is the same debt in a transaction and in a job.
 */
final class DirectSplits implements CoinbaseSplitSource {
    /** A job does not wait longer for books or journal; it then pays the pool, and the accounts are owed. */
    private static final long WAIT_MS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(DirectSplits.class);

    private final DirectPayment kind;
    private final PayoutTerms terms;
    private final boolean carriesDebts;
    private final SharePipeline pipeline;
    private final Network network;
    private final byte[] poolScript;
    private final PoolClock clock;
    private final Map<String, byte[]> scripts = new HashMap<>();
    private final Map<Integer, CoinbaseSplit> ofThisJob = new HashMap<>();
    private CoinbaseClaims claims = CoinbaseClaims.NONE;
    private long nextId;

    /**
     * @param carriesDebts whether coinbases pay debts from earlier blocks
     * @param lastId greatest split id in the journal
     */
    DirectSplits(
            DirectPayment kind,
            PayoutTerms terms,
            boolean carriesDebts,
            SharePipeline pipeline,
            Network network,
            byte[] poolScript,
            PoolClock clock,
            long lastId) {
        this.kind = kind;
        this.terms = terms;
        this.carriesDebts = carriesDebts;
        this.pipeline = pipeline;
        this.network = network;
        this.poolScript = poolScript;
        this.clock = clock;
        this.nextId = lastId + 1;
    }

    @Override
    public boolean perOwner() {
        return kind == DirectPayment.OWNER;
    }

    @Override
    public CoinbaseSplit split(long value, ClientClass clientClass, int budgetBytes) {
        long pool = perOwner() ? value - rest(value) : 0;
        if (clientClass == ClientClass.all().get(0)) {
            ofThisJob.clear();
            claims = ask(value, pool).withScript(this::script);
        }
        CoinbaseRoom room = new CoinbaseRoom(budgetBytes);
        if (perOwner() && !room.take(poolScript)) {
            return ofThisJob.computeIfAbsent(0, n -> split(n, value, pool));
        }
        int count = claims.fitting(room, address -> Objects.requireNonNull(script(address)));
        return ofThisJob.computeIfAbsent(count, n -> split(n, value, pool));
    }

    /** What is left of a block when fee and donation are taken. */
    private long rest(long value) {
        return value
                - PayoutTerms.part(value, terms.feeBasisPoints())
                - PayoutTerms.part(value, terms.donationBasisPoints());
    }

    private CoinbaseClaims ask(long value, long pool) {
        if (perOwner() && (pool == 0 || !carriesDebts)) {
            return CoinbaseClaims.NONE;
        }
        try {
            return pipeline.query(books -> perOwner()
                            ? CoinbaseClaims.debts(books)
                            : CoinbaseClaims.byWeight(books, rest(value), carriesDebts))
                    .get(WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("this job's coinbase pays the pool alone, accounts are owed instead: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return CoinbaseClaims.NONE;
    }

    private byte @Nullable [] script(String address) {
        byte[] known = scripts.get(address);
        if (known == null) {
            try {
                known = Address.parse(address, network).script();
                scripts.put(address, known);
            } catch (AddressException e) {
                LOG.warn("account {} cannot be paid in a coinbase: {}", address, e.getMessage());
            }
        }
        return known;
    }

    /** @param pool of the value, when an owner gets the rest */
    private CoinbaseSplit split(int count, long value, long pool) {
        List<Payment> payments = claims.pay(count, perOwner() ? pool : value);
        if (!payments.isEmpty()) {
            long id = nextId++;
            if (isKept(id, payments, value)) {
                return new CoinbaseSplit(id, outputs(payments, pool));
            }
        }
        return new CoinbaseSplit(perOwner() ? OWNER_SPLIT : POOL_SPLIT, outputs(List.of(), pool));
    }

    private List<Output> outputs(List<Payment> payments, long pool) {
        List<Output> outputs = new ArrayList<>();
        long left = payments.stream().mapToLong(Payment::amount).reduce(pool, Math::subtractExact);
        if (left > 0) {
            outputs.add(new Output(poolScript, left));
        }
        for (Payment payment : payments) {
            outputs.add(new Output(Objects.requireNonNull(script(payment.address())), payment.amount()));
        }
        return outputs;
    }

    /**
     * Waits until the split is durable: were it lost and its job a block, what the coinbase paid would be owed once more. One that
     * is durable later, or that no block uses, does no harm.
     */
    private boolean isKept(long id, List<Payment> payments, long value) {
        ByteBuffer bytes =
                ByteBuffer.allocate(SplitRecord.bytes(payments.size())).order(ByteOrder.LITTLE_ENDIAN);
        SplitRecord record = new SplitRecord()
                .encode(
                        bytes,
                        clock.epochMillis(),
                        id,
                        claims.computedAt(),
                        value,
                        perOwner() ? SplitRecord.FLAG_REST_TO_OWNER : 0,
                        payments.stream().mapToInt(Payment::account).toArray(),
                        payments.stream().mapToLong(Payment::amount).toArray(),
                        payments.stream().mapToLong(Payment::carried).toArray());
        try {
            pipeline.publish(record, null).get(WAIT_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(
                    "the journal does not take a coinbase split, this job's coinbase pays the pool alone: {}",
                    e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
