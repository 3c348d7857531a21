package io.otedama.ledger;

import java.util.Arrays;

/**
 * Double-entry book in base units. Entries only add; a mistake is undone by the opposite entry. Checked at the end of every
 * entry: its postings add up to zero, and no miner's part of an account is below zero.
 *
 * <pre>
 *   block in chain   chain -B | miners immature +x_i | pool fee immature +f | reserve, rounding immature +r      sum 0
 *   block mature     immature -x | payable +x    (paid +x when the coinbase itself paid it)
 *   payment intent   payable -x | paying +x      confirmed  paying -x | paid +sent | chain +share of the network's fee
 *   debt carried     payable -x | paying +x      block mature  paying -x | paid +x (what nobody owed: pool fee -y)
 * </pre>
 *
 * <p>One thread. The pool's own accounts may be below zero: fees of payments, a reserve that ran out, and debts that
 * the chain paid twice, until they are repaid, are debts of the pool.
 */
public final class Ledger {
    private static final Bucket[] BUCKETS = Bucket.values();

    private final AccountTable accounts;
    private final PostingListener listener;
    private long[] balances = new long[64 * BUCKETS.length];

    private int[] cells = new int[64];
    private long[] deltas = new long[64];
    private int postings;
    private long sum;
    private long sequence;
    private long entries;

    public Ledger(AccountTable accounts, PostingListener listener) {
        this.accounts = accounts;
        this.listener = listener;
    }

    /** Of the record whose entry is being made, or was made last. */
    public long sequence() {
        return sequence;
    }

    /** Begins the entry that a journal record causes. */
    public void begin(long recordSequence) {
        if (postings != 0) {
            throw new IllegalStateException("the entry of record " + sequence + " is not complete");
        }
        sequence = recordSequence;
    }

    /**
     * One posting of the entry; takes effect at once.
     *
     * @throws ArithmeticException when a balance leaves 64 bits
     */
    public void post(int account, Bucket bucket, long delta) {
        if (delta == 0) {
            return;
        }
        accounts.name(account); // refuses a number that does not exist
        int cell = account * BUCKETS.length + bucket.index();
        if (cell >= balances.length) {
            balances = Arrays.copyOf(balances, Math.max(cell + 1, balances.length * 2));
        }
        if (postings == cells.length) {
            cells = Arrays.copyOf(cells, postings * 2);
            deltas = Arrays.copyOf(deltas, postings * 2);
        }
        balances[cell] = Math.addExact(balances[cell], delta);
        sum = Math.addExact(sum, delta);
        cells[postings] = cell;
        deltas[postings++] = delta;
    }

    /** Moves an amount between two parts of one account. */
    public void move(int account, Bucket from, Bucket to, long amount) {
        post(account, from, -amount);
        post(account, to, amount);
    }

    /**
     * Ends the entry.
     *
     * @throws IllegalStateException when it does not balance or takes from a miner what he does not have
     */
    public void commit() {
        if (sum != 0) {
            throw new IllegalStateException("the entry of record " + sequence + " is out of balance by " + sum);
        }
        for (int i = 0; i < postings; i++) {
            int account = cells[i] / BUCKETS.length;
            if (balances[cells[i]] < 0 && account >= AccountTable.FIRST_MINER) {
                throw new IllegalStateException("record " + sequence + " leaves " + accounts.name(account) + " with "
                        + balances[cells[i]] + " " + BUCKETS[cells[i] % BUCKETS.length]);
            }
        }
        for (int i = 0; i < postings; i++) {
            listener.onPosting(sequence, cells[i] / BUCKETS.length, BUCKETS[cells[i] % BUCKETS.length], deltas[i]);
        }
        entries += postings == 0 ? 0 : 1;
        postings = 0;
    }

    /** Base units. */
    public long balance(int account, Bucket bucket) {
        int cell = account * BUCKETS.length + bucket.index();
        return cell < balances.length ? balances[cell] : 0;
    }

    /** Entries so far. */
    public long entries() {
        return entries;
    }

    /**
     * Goes over all of it.
     *
     * @throws IllegalStateException when the accounts do not add up to zero
     */
    public void checkInvariant() {
        long total = 0;
        for (long balance : balances) {
            total = Math.addExact(total, balance);
        }
        if (total != 0) {
            throw new IllegalStateException("all accounts add up to " + total + " and not to 0");
        }
    }

    public void write(StateWriter out) {
        out.putLong(entries);
        for (int account = 0; account < accounts.size(); account++) {
            for (Bucket bucket : BUCKETS) {
                out.putLong(balance(account, bucket));
            }
        }
    }

    /** The account table must have been read before. */
    public void read(StateReader in) {
        entries = in.getLong();
        balances = new long[Math.max(64, accounts.size()) * BUCKETS.length];
        for (int cell = 0; cell < accounts.size() * BUCKETS.length; cell++) {
            balances[cell] = in.getLong();
        }
        checkInvariant();
    }
}
