package io.otedama;

import io.otedama.accounting.Accounting;
import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.error.AddressException;
import io.otedama.ledger.AccountTable;
import io.otedama.ledger.LargestRemainder;
import io.otedama.payout.BlockWeights;
import io.otedama.payout.PayoutBook;
import io.otedama.payout.PayoutBook.DirectPayment;
import io.otedama.payout.PayoutTerms;
import io.otedama.pipeline.SharePipeline;
import io.otedama.spi.ClientClass;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.PoolClock;
import io.otedama.spi.SplitRecord;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Coinbases that pay accounts themselves: by weight, largest first, as many as fit; or the owner of the work. What they do not
 * pay is in the pool's output and owed. Job thread only. Every split is in the journal before any job that uses it.
 */
final class DirectSplits implements CoinbaseSplitSource {
    /** Less is not worth an output: below every network's dust limit, or costs more to spend than it is. */
    static final long MIN_DIRECT = 10_000;

    /** A job does not wait longer for the books; it then pays the pool, and the accounts are owed. */
    private static final long WAIT_MS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(DirectSplits.class);

    private final DirectPayment kind;
    private final PayoutTerms terms;
    private final SharePipeline pipeline;
    private final Network network;
    private final byte[] poolScript;
    private final PoolClock clock;
    private final Map<String, byte[]> scripts = new HashMap<>();
    private final Map<Integer, CoinbaseSplit> ofThisJob = new HashMap<>();
    private List<Part> parts = List.of();
    private long computedAt;
    private long nextId;

    DirectSplits(
            DirectPayment kind,
            PayoutTerms terms,
            SharePipeline pipeline,
            Network network,
            byte[] poolScript,
            PoolClock clock,
            long lastId) {
        this.kind = kind;
        this.terms = terms;
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
        if (perOwner()) {
            long pool = value - rest(value);
            return new CoinbaseSplit(OWNER_SPLIT, pool == 0 ? List.of() : List.of(new Output(poolScript, pool)));
        }
        if (clientClass == ClientClass.all().get(0)) {
            ofThisJob.clear();
            parts = ask(rest(value));
        }
        int count = fitting(budgetBytes);
        return count == 0 ? CoinbaseSplit.POOL_ONLY : ofThisJob.computeIfAbsent(count, n -> record(n, value));
    }

    /** What is left of a block when fee and donation are taken. */
    private long rest(long value) {
        return value
                - PayoutTerms.part(value, terms.feeBasisPoints())
                - PayoutTerms.part(value, terms.donationBasisPoints());
    }

    private List<Part> ask(long rest) {
        try {
            return pipeline.query(books -> parts(books, rest)).get(WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("this job's coinbase pays the pool alone, accounts are owed instead: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }

    /** On the thread of the books. */
    private List<Part> parts(Accounting books, long rest) {
        PayoutBook book = books.book();
        BlockWeights weights = book == null ? BlockWeights.reserve() : book.weigh(AccountTable.POOL);
        Map<Integer, BigInteger> byAccount = weights.byAccount();
        byAccount.merge(AccountTable.RESERVE, weights.retained(), BigInteger::add);
        Integer[] accounts = byAccount.keySet().toArray(new Integer[0]);
        long[] amounts = LargestRemainder.divide(
                rest,
                byAccount.values().toArray(new BigInteger[0]),
                (a, b) -> books.accounts().compare(accounts[a], accounts[b]));
        List<Part> found = new ArrayList<>();
        for (int i = 0; i < amounts.length; i++) {
            if (accounts[i] >= AccountTable.FIRST_MINER && amounts[i] >= MIN_DIRECT) {
                found.add(new Part(accounts[i], books.accounts().name(accounts[i]), amounts[i]));
            }
        }
        found.sort(Comparator.comparingLong(Part::amount).reversed().thenComparing(Part::address));
        computedAt = books.lastSequence();
        return found;
    }

    private int fitting(int budgetBytes) {
        int left = budgetBytes;
        int count = 0;
        for (Part part : parts) {
            byte[] script = script(part.address);
            left -= script == null ? budgetBytes : Long.BYTES + 1 + script.length;
            if (left < 0) {
                break;
            }
            count++;
        }
        return count;
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

    private CoinbaseSplit record(int count, long value) {
        int[] accounts = new int[count];
        long[] amounts = new long[count];
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Part part = parts.get(i);
            accounts[i] = part.account;
            amounts[i] = part.amount;
            outputs.add(new Output(java.util.Objects.requireNonNull(script(part.address)), part.amount));
        }
        long id = nextId++;
        ByteBuffer bytes = ByteBuffer.allocate(SplitRecord.bytes(count)).order(ByteOrder.LITTLE_ENDIAN);
        var unused = pipeline.publish(
                new SplitRecord().encode(bytes, clock.epochMillis(), id, computedAt, value, accounts, amounts), null);
        return new CoinbaseSplit(id, outputs);
    }

    private record Part(int account, String address, long amount) {}
}
