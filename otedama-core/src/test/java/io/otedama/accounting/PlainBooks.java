package io.otedama.accounting;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Payout rules as one would write them down with no thought of speed: a list of all shares, walked backwards for every block.
 * Shares nothing with the books it checks.
 */
final class PlainBooks {
    static final String RETAINED = "pool:reserve";

    private final List<Share> shares = new ArrayList<>();
    private final int feeBasisPoints;

    PlainBooks(int feeBasisPoints) {
        this.feeBasisPoints = feeBasisPoints;
    }

    /**
     * @param networkWork expected hashes of a block when the share came
     * @param subsidy base units, when the share came
     */
    void share(String miner, BigInteger work, BigInteger networkWork, long subsidy) {
        shares.add(new Share(miner, work, networkWork, subsidy));
    }

    private static final int SCORE_BITS = 96;

    /** Window X = numerator/denominator; what nobody has earned is retained. */
    Map<String, Long> pplns(long value, long numerator, long denominator) {
        BigInteger window = BigInteger.valueOf(numerator).shiftLeft(SCORE_BITS).divide(BigInteger.valueOf(denominator));
        TreeMap<String, BigInteger> weights = new TreeMap<>();
        BigInteger left = window;
        for (int i = shares.size() - 1; i >= 0 && left.signum() > 0; i--) {
            Share share = shares.get(i);
            BigInteger used =
                    share.work.shiftLeft(SCORE_BITS).divide(share.networkWork).min(left);
            weights.merge(share.miner, used, BigInteger::add);
            left = left.subtract(used);
        }
        if (left.signum() > 0) {
            weights.put(RETAINED, left);
        }
        return divide(value, weights);
    }

    /** Window of so many times the network's work as it is now. */
    Map<String, Long> tides(long value, long factor, BigInteger networkWorkNow) {
        TreeMap<String, BigInteger> weights = new TreeMap<>();
        BigInteger left = networkWorkNow.multiply(BigInteger.valueOf(factor));
        for (int i = shares.size() - 1; i >= 0 && left.signum() > 0; i--) {
            BigInteger used = shares.get(i).work.min(left);
            weights.merge(shares.get(i).miner, used, BigInteger::add);
            left = left.subtract(used);
        }
        return divide(value, weights);
    }

    /** What every miner has earned so far: exact fractions, added up, then rounded down once. */
    Map<String, Long> pps() {
        TreeMap<String, BigInteger[]> exact = new TreeMap<>();
        for (Share share : shares) {
            BigInteger numerator = share.work
                    .multiply(BigInteger.valueOf(share.subsidy))
                    .multiply(BigInteger.valueOf(10_000L - feeBasisPoints));
            BigInteger denominator = share.networkWork.multiply(BigInteger.valueOf(10_000));
            exact.merge(share.miner, new BigInteger[] {numerator, denominator}, PlainBooks::plus);
        }
        TreeMap<String, Long> earned = new TreeMap<>();
        exact.forEach((miner, sum) -> earned.put(miner, sum[0].divide(sum[1]).longValueExact()));
        return earned;
    }

    private static BigInteger[] plus(BigInteger[] a, BigInteger[] b) {
        if (a[1].equals(b[1])) {
            return new BigInteger[] {a[0].add(b[0]), a[1]};
        }
        BigInteger numerator = a[0].multiply(b[1]).add(b[0].multiply(a[1]));
        BigInteger denominator = a[1].multiply(b[1]);
        BigInteger common = numerator.gcd(denominator);
        return new BigInteger[] {numerator.divide(common), denominator.divide(common)};
    }

    private Map<String, Long> divide(long value, TreeMap<String, BigInteger> weights) {
        long fee = value * feeBasisPoints / 10_000;
        BigInteger amount = BigInteger.valueOf(value - fee);
        BigInteger total = weights.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        TreeMap<String, Long> parts = new TreeMap<>();
        List<String> order = new ArrayList<>(weights.keySet());
        long left = value - fee;
        for (String miner : order) {
            long part = amount.multiply(weights.get(miner)).divide(total).longValueExact();
            parts.put(miner, part);
            left -= part;
        }
        order.sort(Comparator.<String, BigInteger>comparing(
                        m -> amount.multiply(weights.get(m)).mod(total), Comparator.reverseOrder())
                .thenComparing(Comparator.naturalOrder()));
        for (int i = 0; i < left; i++) {
            parts.merge(order.get(i), 1L, Long::sum);
        }
        parts.merge("pool:fee", fee, Long::sum);
        return parts;
    }

    private record Share(String miner, BigInteger work, BigInteger networkWork, long subsidy) {}
}
