package io.otedama.accounting;

import io.otedama.chain.Hash256;
import io.otedama.ledger.AccountTable;
import io.otedama.ledger.Bucket;
import io.otedama.ledger.Ledger;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.BlockRecord.Status;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Debts that the coinbase of a found block pays together with what it pays for the block itself. The money is that of the
 * pool's own output: the pool has had it since the block in which the account did not fit.
 *
 * <pre>
 *   block found, or back in the chain   payable -c | paying +c     no other coinbase and no wallet pays it meanwhile
 *   orphaned, at any depth              paying -c | payable +c
 *   mature                              paying -c | paid +c        final
 * </pre>
 *
 * <p>What is promised by blocks that may still end in the chain can be more than the debt: a job that was made before the news of
 * one block came may lead to the next one, and then the chain pays the same debt twice. Of an account no more is moved than it
 * has, and what it earns later is moved until the promises are covered. A mature block that pays more than is covered makes
 * the surplus an advance: the account has it as paid, the pool's own account bears it, and whatever becomes payable to the account
 * goes to the pool until the advance is repaid. So for every account {@code payable + paying + paid - advance} is what it earned.
 *
 * <p>What is moved depends on promises and balance alone, not on the order in which blocks come and go. One thread.
 */
public final class CarryBook {
    /** Blocks outside the chain that are remembered; the oldest leave. */
    static final int MAX_LOST = BlockLife.MAX_DEAD;

    private final Ledger ledger;
    private final TreeMap<Integer, Debt> debts = new TreeMap<>();
    private final LinkedHashMap<Hash256, Carry> blocks = new LinkedHashMap<>();

    /** For whoever asks right after its record; no part of the state. */
    private Map<Integer, Long> lastPaid = Map.of();

    private Hash256 lastMature = Hash256.ZERO;

    CarryBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /** News of a block that is not final yet. */
    void onRecord(BlockRecord record, CoinbaseSplits splits) {
        Hash256 hash = record.hash();
        Carry known = blocks.get(hash);
        Carry carry = known == null ? new Carry(splits.carried(record.splitId())) : known;
        if (carry.amounts.isEmpty()) {
            return;
        }
        blocks.put(hash, carry);
        if (record.status() != Status.FOUND || known == null) { // an orphan that is submitted again is still one
            promise(carry, record.status() != Status.ORPHANED);
        }
        if (record.status() == Status.MATURE) {
            pay(carry);
            blocks.remove(hash);
            lastPaid = carry.amounts;
            lastMature = hash;
        }
        forgetLost();
    }

    private void promise(Carry carry, boolean stands) {
        if (carry.stands != stands) {
            carry.stands = stands;
            carry.amounts.forEach((account, amount) -> {
                Debt debt = debts.computeIfAbsent(account, a -> new Debt());
                debt.promised = Math.addExact(debt.promised, stands ? amount : -amount);
            });
        }
    }

    private void pay(Carry carry) {
        carry.amounts.forEach((account, amount) -> {
            Debt debt = debts.computeIfAbsent(account, a -> new Debt());
            long covered = Math.min(amount, debt.held);
            long surplus = amount - covered;
            debt.promised -= amount;
            debt.held -= covered;
            debt.advance = Math.addExact(debt.advance, surplus);
            ledger.move(account, Bucket.PAYING, Bucket.PAID, covered);
            ledger.post(account, Bucket.PAID, surplus);
            ledger.post(AccountTable.POOL, Bucket.PAYABLE, -surplus);
        });
    }

    /** Makes the books agree with what is promised and advanced; at the end of every record that may have changed either side. */
    void settle() {
        if (debts.isEmpty()) {
            return;
        }
        debts.forEach((account, debt) -> {
            long owed = Math.addExact(ledger.balance(account, Bucket.PAYABLE), debt.held);
            long hold = Math.max(0, Math.min(debt.promised, owed));
            ledger.move(account, Bucket.PAYABLE, Bucket.PAYING, hold - debt.held);
            debt.held = hold;
            long repaid = Math.max(0, Math.min(debt.advance, owed - hold));
            ledger.post(account, Bucket.PAYABLE, -repaid);
            ledger.post(AccountTable.POOL, Bucket.PAYABLE, repaid);
            debt.advance -= repaid;
        });
        debts.values().removeIf(debt -> debt.promised == 0 && debt.advance == 0);
    }

    private void forgetLost() {
        long lost = blocks.values().stream().filter(carry -> !carry.stands).count();
        Iterator<Carry> oldest = blocks.values().iterator();
        while (lost > MAX_LOST && oldest.hasNext()) {
            if (!oldest.next().stands) {
                oldest.remove();
                lost--;
            }
        }
    }

    /** What coinbases of blocks that are not mature yet pay of an account's debt, and the account has; base units. */
    public long held(int account) {
        Debt debt = debts.get(account);
        return debt == null ? 0 : debt.held;
    }

    /** What mature coinbases have paid an account beyond what it was owed, and is not repaid; base units. */
    public long advance(int account) {
        Debt debt = debts.get(account);
        return debt == null ? 0 : debt.advance;
    }

    /** What the coinbase of a block that is not mature, or became so last, pays of debts; base units by account. */
    Map<Integer, Long> amounts(Hash256 block) {
        Carry carry = blocks.get(block);
        if (carry != null) {
            return carry.amounts;
        }
        return block.equals(lastMature) ? lastPaid : Map.of();
    }

    void write(StateWriter out) {
        out.putInt(blocks.size());
        blocks.forEach((hash, carry) -> {
            out.putHash(hash).putBoolean(carry.stands);
            CoinbaseSplits.write(out, carry.amounts);
        });
        out.putInt(debts.size());
        debts.forEach((account, debt) ->
                out.putInt(account).putLong(debt.promised).putLong(debt.held).putLong(debt.advance));
    }

    void read(StateReader in) {
        for (int i = in.getInt(); i > 0; i--) {
            Hash256 hash = in.getHash();
            boolean stands = in.getBoolean();
            Carry carry = new Carry(CoinbaseSplits.readAmounts(in));
            carry.stands = stands;
            blocks.put(hash, carry);
        }
        for (int i = in.getInt(); i > 0; i--) {
            Debt debt = new Debt();
            debts.put(in.getInt(), debt);
            debt.promised = in.getLong();
            debt.held = in.getLong();
            debt.advance = in.getLong();
        }
    }

    /** Debts that one coinbase pays. */
    private static final class Carry {
        private final Map<Integer, Long> amounts;

        /** Whether the block may still end, or is, in the chain. */
        private boolean stands;

        private Carry(Map<Integer, Long> amounts) {
            this.amounts = amounts;
        }
    }

    /** Of one account, base units. */
    private static final class Debt {
        /** By all blocks that stand. */
        private long promised;

        /** So much of it has been moved to {@link Bucket#PAYING}. */
        private long held;

        private long advance;
    }
}
