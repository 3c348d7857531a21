package io.otedama.payout;

import io.otedama.chain.Target;
import io.otedama.chain.Work;
import io.otedama.error.JournalException;
import io.otedama.ledger.LargestRemainder;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An engine in miniature around one book: hands it shares, terms and blocks, lets it read shares again as far back as it said it
 * would, and holds its reserve. One thread.
 */
public final class SchemeBench implements ReserveAccount {
    private final PayoutScheme scheme;
    private final Map<String, String> parameters;
    private final int feeBasisPoints;
    private final List<CreditedShare> shares;
    private final TreeMap<Integer, Long> credited = new TreeMap<>();
    private final PayoutBook book;
    private long readableFrom = Long.MAX_VALUE;
    private long balance;
    private int bits;
    private long subsidy;

    public SchemeBench(PayoutScheme scheme, Map<String, String> parameters, int feeBasisPoints) {
        this(scheme, parameters, feeBasisPoints, new ArrayList<>());
        balance = book.deposit();
    }

    private SchemeBench(
            PayoutScheme scheme, Map<String, String> parameters, int feeBasisPoints, List<CreditedShare> shares) {
        this.scheme = scheme;
        this.parameters = parameters;
        this.feeBasisPoints = feeBasisPoints;
        this.shares = shares;
        this.book = scheme.open(new SchemeParameters(scheme.name(), parameters), new Context());
    }

    public PayoutBook book() {
        return book;
    }

    /** A new previous block. */
    public void terms(int networkBits, long subsidyUnits) {
        bits = networkBits;
        subsidy = subsidyUnits;
        book.onTerms(new JobTerms(networkBits, Work.of(Target.ofCompact(networkBits)), subsidyUnits), this);
        readableFrom = book.retainFrom();
    }

    /** A share on a job of the last terms. */
    public void share(int account, BigInteger work) {
        Work w = Work.of(work);
        CreditedShare share = new CreditedShare().set(shares.size() + 1L, account, w.hi(), w.lo(), bits, subsidy);
        shares.add(share);
        readableFrom = Math.min(readableFrom, share.sequence());
        book.onShare(new CreditedShare().set(share));
        readableFrom = book.retainFrom();
    }

    public void share(int account, long work) {
        share(account, BigInteger.valueOf(work));
    }

    public BlockWeights block(int finder) {
        BlockWeights weights = book.weigh(finder);
        readableFrom = book.retainFrom();
        return weights;
    }

    /** What an amount comes to for each account of a block; the reserve's part is under -1, if there is one. */
    public static Map<Integer, Long> divide(long amount, BlockWeights weights) {
        TreeMap<Integer, BigInteger> all = new TreeMap<>(weights.byAccount());
        if (weights.retained().signum() > 0) {
            all.put(-1, weights.retained());
        }
        Integer[] ids = all.keySet().toArray(new Integer[0]);
        long[] parts = LargestRemainder.divide(
                amount, all.values().toArray(new BigInteger[0]), (a, b) -> Integer.compare(ids[a], ids[b]));
        TreeMap<Integer, Long> byAccount = new TreeMap<>();
        for (int i = 0; i < ids.length; i++) {
            byAccount.put(ids[i], parts[i]);
        }
        return byAccount;
    }

    public byte[] state() {
        StateWriter out = new StateWriter();
        book.write(out);
        return out.toBytes();
    }

    /** The same with a new book that has read the state of this one. */
    public SchemeBench continued() {
        SchemeBench next = new SchemeBench(scheme, parameters, feeBasisPoints, new ArrayList<>(shares));
        StateReader in = new StateReader(state());
        next.book.read(in);
        in.end();
        next.credited.putAll(credited);
        next.readableFrom = readableFrom;
        next.balance = balance;
        next.bits = bits;
        next.subsidy = subsidy;
        return next;
    }

    /** What the book has credited from the reserve, base units by account. */
    public Map<Integer, Long> credited() {
        return credited;
    }

    /** The pool earns something. */
    public void earn(long amount) {
        balance = Math.addExact(balance, amount);
    }

    @Override
    public long balance() {
        return balance;
    }

    @Override
    public void credit(int account, long amount) {
        if (amount <= 0) {
            throw new IllegalArgumentException("a credit of " + amount);
        }
        credited.merge(account, amount, Math::addExact);
        balance = Math.subtractExact(balance, amount);
    }

    private final class Context implements SchemeContext {
        @Override
        public ShareTail openTail() {
            return new Tail();
        }

        @Override
        public int feeBasisPoints() {
            return feeBasisPoints;
        }
    }

    private final class Tail implements ShareTail {
        private final CreditedShare current = new CreditedShare();
        private long next = 1;

        @Override
        public void seek(long sequence) {
            next = sequence;
        }

        @Override
        public CreditedShare next() {
            if (next < readableFrom || next > shares.size()) {
                throw new JournalException(
                        "share " + next + " is read, but the book said it would read from " + readableFrom + " on");
            }
            return current.set(shares.get((int) next++ - 1));
        }
    }
}
