package io.otedama.accounting;

import io.otedama.job.CoinbaseRoom;
import io.otedama.ledger.AccountTable;
import io.otedama.ledger.Bucket;
import io.otedama.ledger.LargestRemainder;
import io.otedama.payout.BlockWeights;
import io.otedama.payout.PayoutBook;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who could be paid by the next coinbase, for a share of the block, a debt from earlier blocks, or both. Immutable.
 *
 * <pre>
 *   order   share + debt, largest first, ties by address; the first are paid, as many as fit
 *   paid    the share of each in full; the debts of the same, largest first, as far as the pool's own output goes
 * </pre>
 *
 * <p>The debt of who does not fit grows with every block until he is among the first. Debts never come out of another account's
 * share: the pool's output has fee, donation, what nobody has earned, and the shares of those who do not fit; it is smaller
 * by what the pool has kept of earlier blocks.
 */
public final class CoinbaseClaims {
    /** Less is not worth an output, base units: below every network's dust limit, or costs more to spend than it is. */
    public static final long MIN_OUTPUT = 10_000;

    /** Nobody could be paid. */
    public static final CoinbaseClaims NONE = new CoinbaseClaims(List.of(), 0);

    private static final Comparator<Claim> LARGEST_FIRST =
            Comparator.comparingLong(Claim::total).reversed().thenComparing(Claim::address);

    private static final Comparator<Claim> LARGEST_DEBT_FIRST =
            Comparator.comparingLong(Claim::debt).reversed().thenComparing(Claim::address);

    private final List<Claim> claims;
    private final long computedAt;

    private CoinbaseClaims(List<Claim> claims, long computedAt) {
        this.claims = claims;
        this.computedAt = computedAt;
    }

    /**
     * Claims of everybody whom the scheme in force names. On the thread of the books.
     *
     * @param rest what is left of the block when fee and donation are taken, base units
     * @param debts whether debts are claimed as well
     */
    public static CoinbaseClaims byWeight(Accounting books, long rest, boolean debts) {
        PayoutBook book = books.book();
        BlockWeights weights = book == null ? BlockWeights.reserve() : book.weigh(AccountTable.POOL);
        Map<Integer, BigInteger> byAccount = weights.byAccount();
        byAccount.merge(AccountTable.RESERVE, weights.retained(), BigInteger::add);
        Integer[] accounts = byAccount.keySet().toArray(new Integer[0]);
        long[] amounts = LargestRemainder.divide(
                rest,
                byAccount.values().toArray(new BigInteger[0]),
                (a, b) -> books.accounts().compare(accounts[a], accounts[b]));
        TreeMap<Integer, Long> shares = new TreeMap<>();
        for (int i = 0; i < amounts.length; i++) {
            shares.put(accounts[i], amounts[i]);
        }
        return of(books, shares, debts);
    }

    /** Claims of debts alone. On the thread of the books. */
    public static CoinbaseClaims debts(Accounting books) {
        return of(books, Map.of(), true);
    }

    private static CoinbaseClaims of(Accounting books, Map<Integer, Long> shares, boolean debts) {
        List<Claim> found = new ArrayList<>();
        for (int account = AccountTable.FIRST_MINER; account < books.accounts().size(); account++) {
            Long share = shares.get(account);
            long debt = debts ? books.ledger().balance(account, Bucket.PAYABLE) : 0;
            Claim claim = new Claim(account, books.accounts().name(account), share == null ? 0 : share, debt);
            if (claim.total() >= MIN_OUTPUT) {
                found.add(claim);
            }
        }
        found.sort(LARGEST_FIRST);
        return new CoinbaseClaims(List.copyOf(found), books.lastSequence());
    }

    /** Without the accounts for which there is no script. */
    public CoinbaseClaims withScript(Function<String, byte @Nullable []> scripts) {
        return new CoinbaseClaims(
                claims.stream().filter(c -> scripts.apply(c.address) != null).toList(), computedAt);
    }

    /** Sequence of the last record that the claims know of. */
    public long computedAt() {
        return computedAt;
    }

    /**
     * How many of the first claims fit.
     *
     * @param scripts by address, for all that have claims
     */
    public int fitting(CoinbaseRoom room, Function<String, byte[]> scripts) {
        int count = 0;
        while (count < claims.size() && room.take(scripts.apply(claims.get(count).address))) {
            count++;
        }
        return count;
    }

    /**
     * What a coinbase pays to the first claims, largest claim first. One that comes to less than {@link #MIN_OUTPUT} because the
     * pool's output does not reach for its debt is left out.
     *
     * @param available what the claims and the pool's output have together, base units
     */
    public List<Payment> pay(int count, long available) {
        List<Claim> first = claims.subList(0, count);
        long left = first.stream().mapToLong(Claim::share).reduce(available, Math::subtractExact);
        TreeMap<Integer, Long> carried = new TreeMap<>();
        for (Claim claim : first.stream().sorted(LARGEST_DEBT_FIRST).toList()) {
            long part = Math.min(claim.debt, left);
            if (claim.share + part >= MIN_OUTPUT) {
                carried.put(claim.account, part);
                left -= part;
            } else {
                left += claim.share;
            }
        }
        return first.stream()
                .filter(claim -> carried.containsKey(claim.account))
                .map(claim -> new Payment(claim.account, claim.address, claim.share, amount(carried, claim.account)))
                .toList();
    }

    private static long amount(Map<Integer, Long> amounts, int account) {
        Long amount = amounts.get(account);
        return amount == null ? 0 : amount;
    }

    /**
     * @param share of the block, base units
     * @param debt payable from earlier blocks, base units
     */
    private record Claim(int account, String address, long share, long debt) {
        private long total() {
            return Math.addExact(share, debt);
        }
    }

    /**
     * An output.
     *
     * @param share of the block, base units
     * @param carried debt from earlier blocks, base units
     */
    public record Payment(int account, String address, long share, long carried) {
        /** What the output pays, base units. */
        public long amount() {
            return Math.addExact(share, carried);
        }
    }
}
