package io.otedama.payout;

import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.ledger.WorkSums;
import java.math.BigInteger;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** In what proportion a reward goes to accounts; immutable. Weights are relative, in any unit. */
public final class BlockWeights {
    private final SortedMap<Integer, BigInteger> byAccount;
    private final BigInteger retained;

    private BlockWeights(SortedMap<Integer, BigInteger> byAccount, BigInteger retained) {
        this.byAccount = byAccount;
        this.retained = retained;
    }

    /**
     * @param byAccount weights by account number; zeros are left out
     * @param retained weight of what nobody has earned and the reserve keeps
     * @throws IllegalArgumentException for a negative weight
     */
    public static BlockWeights of(Map<Integer, BigInteger> byAccount, BigInteger retained) {
        TreeMap<Integer, BigInteger> positive = new TreeMap<>();
        byAccount.forEach((account, weight) -> {
            if (weight.signum() < 0) {
                throw new IllegalArgumentException("weight of account " + account + " is negative: " + weight);
            }
            if (weight.signum() > 0) {
                positive.put(account, weight);
            }
        });
        if (retained.signum() < 0) {
            throw new IllegalArgumentException("retained weight is negative: " + retained);
        }
        return new BlockWeights(positive, retained);
    }

    /** All to one. */
    public static BlockWeights single(int account) {
        return of(Map.of(account, BigInteger.ONE), BigInteger.ZERO);
    }

    /** All to the reserve. */
    public static BlockWeights reserve() {
        return of(Map.of(), BigInteger.ONE);
    }

    /** The sums as they are. */
    public static BlockWeights of(WorkSums sums) {
        TreeMap<Integer, BigInteger> byAccount = new TreeMap<>();
        for (int account = 0; account < sums.limit(); account++) {
            byAccount.put(account, sums.get(account));
        }
        return of(byAccount, BigInteger.ZERO);
    }

    /** Both together, weight by weight. */
    public BlockWeights plus(BlockWeights other) {
        TreeMap<Integer, BigInteger> sum = new TreeMap<>(byAccount);
        other.byAccount.forEach((account, weight) -> sum.merge(account, weight, BigInteger::add));
        return new BlockWeights(sum, retained.add(other.retained));
    }

    /** Weights by account number, ascending, all positive; a copy. */
    public Map<Integer, BigInteger> byAccount() {
        return new TreeMap<>(byAccount);
    }

    public BigInteger weight(int account) {
        return byAccount.getOrDefault(account, BigInteger.ZERO);
    }

    /** Of what nobody has earned. */
    public BigInteger retained() {
        return retained;
    }

    public BigInteger total() {
        return byAccount.values().stream().reduce(retained, BigInteger::add);
    }

    public void write(StateWriter out) {
        out.putBigInteger(retained).putInt(byAccount.size());
        byAccount.forEach((account, weight) -> out.putInt(account).putBigInteger(weight));
    }

    public static BlockWeights read(StateReader in) {
        BigInteger retained = in.getBigInteger();
        TreeMap<Integer, BigInteger> byAccount = new TreeMap<>();
        for (int i = in.getInt(); i > 0; i--) {
            byAccount.put(in.getInt(), in.getBigInteger());
        }
        return of(byAccount, retained);
    }
}
