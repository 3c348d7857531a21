package io.otedama.security.detect;

/**
 * How surprising a count is. For X Poisson with mean m, and n &gt; m, Chernoff's bound says
 *
 * <pre>
 *   P(X &gt;= n) &lt;= exp(-e),   e = n * ln(n / m) - n + m
 * </pre>
 *
 * (Mitzenmacher and Upfal, "Probability and Computing", theorem 5.4). This e, in nats, is called evidence here: 20 means less than
 * 2.1e-9.
 *
 * <p>It holds for exponentially decayed counts too. Let S be the sum of exp(-age / T) over Poisson events of rate r. Then
 *
 * <pre>
 *   ln E exp(k S) = r T * integral over u from 0 to 1 of (exp(k u) - 1) / u  &lt;=  r T * (exp(k) - 1)
 * </pre>
 *
 * since (exp(k u) - 1) / u grows with u; the right side is that of a Poisson count of mean r T, and Chernoff's bound uses nothing
 * else.
 */
public final class PoissonTail {
    private PoissonTail() {}

    /**
     * Evidence, in nats, that the mean is above {@code mean}.
     *
     * @return 0 when {@code count} is not above it; infinite when the mean is 0 and the count is not
     */
    public static double evidenceAbove(double count, double mean) {
        if (count <= mean) {
            return 0;
        }
        return mean <= 0 ? Double.POSITIVE_INFINITY : count * Math.log(count / mean) - count + mean;
    }
}
