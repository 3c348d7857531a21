package io.otedama.security.detect;

/**
 * Where a sequential likelihood-ratio test ends, in nats.
 *
 * <pre>
 *   ratio &gt;= upper   the alternative is accepted        Wald: ln((1 - beta) / alpha)
 *   ratio &lt;= lower   the hypothesis is accepted          Wald: ln(beta / (1 - alpha))
 *   between           one more observation
 * </pre>
 *
 * Wald, "Sequential Tests of Statistical Hypotheses" (1945) and "Sequential Analysis" (1947), chapter 3. A test that starts again at 0
 * whenever it reaches a lower bound of 0 is Page's cumulative sum ("Continuous Inspection Schemes", 1954).
 *
 * @param upper above 0
 * @param lower not above 0
 */
public record SprtBounds(double upper, double lower) {
    public SprtBounds {
        if (!(upper > 0 && lower <= 0)) {
            throw new IllegalArgumentException("bounds must enclose 0, found " + lower + " and " + upper);
        }
    }

    /**
     * Wald's bounds.
     *
     * @param alpha chance that a true hypothesis is rejected
     * @param beta chance that a true alternative is rejected
     */
    public static SprtBounds wald(double alpha, double beta) {
        if (!(alpha > 0 && beta > 0 && alpha + beta < 1)) {
            throw new IllegalArgumentException("alpha " + alpha + " and beta " + beta + " leave no room for a test");
        }
        return new SprtBounds(Math.log((1 - beta) / alpha), Math.log(beta / (1 - alpha)));
    }

    /**
     * Page's bounds for {@link WithholdingTest}: ln(1 + alternatives * expectedBlocks) and 0. That class says why honest work then
     * contains at least so many expected blocks between two false alarms.
     *
     * @param expectedBlocks between two false alarms, on average, at least
     * @param alternatives tested beside each other
     */
    public static SprtBounds page(double expectedBlocks, int alternatives) {
        if (!(expectedBlocks > 0 && alternatives > 0)) {
            throw new IllegalArgumentException(
                    "needs expected blocks and alternatives, found " + expectedBlocks + " and " + alternatives);
        }
        return new SprtBounds(Math.log1p(alternatives * expectedBlocks), 0);
    }
}
