package io.otedama.accounting;

import io.otedama.chain.Amount;
import io.otedama.ledger.AccountTable;
import io.otedama.ledger.LargestRemainder;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.payout.BlockWeights;
import io.otedama.payout.PayoutTerms;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a block's value is shared: base units by account, adding up to the value exactly.
 *
 * <pre>
 *   value = fee + donation + rest        fee = floor(value·fee/10000), donation likewise
 *   rest  = what the coinbase pays directly + what is owed, by largest remainder over the weights of all others
 * </pre>
 *
 * <p>Debts that the coinbase pays beside ({@link CarryBook}) are no part of it: they were shared out in an earlier block.
 *
 * @param owed base units by account
 * @param direct what the coinbase itself pays of the block, base units by account
 */
record BlockShares(Map<Integer, Long> owed, Map<Integer, Long> direct) {
    static final BlockShares NONE = new BlockShares(Map.of(), Map.of());

    static BlockShares of(LiveBlock block, BlockWeights weights, AccountTable accounts) {
        if (block.value < 0 || block.value > Amount.MAX_UNITS) {
            throw new IllegalArgumentException("a block of " + block.value + " base units");
        }
        TreeMap<Integer, Long> owed = new TreeMap<>();
        if (block.terms.toReserve()) {
            owed.put(AccountTable.RESERVE, block.value);
            return new BlockShares(owed, Map.of());
        }
        long fee = PayoutTerms.part(block.value, block.terms.feeBasisPoints());
        long donation = PayoutTerms.part(block.value, block.terms.donationBasisPoints());
        owed.merge(AccountTable.POOL, fee, Math::addExact);
        owed.merge(block.terms.donationAccount(), donation, Math::addExact);
        long rest = block.value - fee - donation;
        Map<Integer, Long> direct = block.direct;
        if (block.restToFinder) {
            direct = Map.of(block.finder, rest);
        }
        for (long amount : direct.values()) {
            rest = Math.subtractExact(rest, amount);
        }
        share(rest, weights, direct, owed, accounts);
        return new BlockShares(owed, direct);
    }

    private static void share(
            long rest,
            BlockWeights weights,
            Map<Integer, Long> direct,
            TreeMap<Integer, Long> owed,
            AccountTable accounts) {
        TreeMap<Integer, BigInteger> others = new TreeMap<>(weights.byAccount());
        others.keySet().removeAll(direct.keySet());
        if (weights.retained().signum() > 0) {
            others.merge(AccountTable.RESERVE, weights.retained(), BigInteger::add);
        }
        if (rest <= 0 || others.isEmpty()) {
            owed.merge(AccountTable.ROUNDING, rest, Math::addExact);
            return;
        }
        Integer[] ids = others.keySet().toArray(new Integer[0]);
        long[] parts = LargestRemainder.divide(
                rest, others.values().toArray(new BigInteger[0]), (a, b) -> accounts.compare(ids[a], ids[b]));
        for (int i = 0; i < parts.length; i++) {
            owed.merge(ids[i], parts[i], Math::addExact);
        }
    }

    void write(StateWriter out) {
        for (Map<Integer, Long> side : java.util.List.of(owed, direct)) {
            out.putInt(side.size());
            new TreeMap<>(side).forEach((account, amount) -> out.putInt(account).putLong(amount));
        }
    }

    static BlockShares read(StateReader in) {
        TreeMap<Integer, Long> owed = new TreeMap<>();
        TreeMap<Integer, Long> direct = new TreeMap<>();
        for (TreeMap<Integer, Long> side : java.util.List.of(owed, direct)) {
            for (int i = in.getInt(); i > 0; i--) {
                side.put(in.getInt(), in.getLong());
            }
        }
        return new BlockShares(owed, direct);
    }
}
