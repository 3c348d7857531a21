package io.otedama.security.detect;

/**
 * Does one worker have far more refused shares of a kind than the pool around it? With n of the worker's N shares refused lately, and
 * the part b among the others:
 *
 * <pre>
 *   m = N * factor * max(floor, b) + each * connections          what is still nobody's business
 *   storm: n &gt;= least  and  evidence(n above m) &gt;= {@code evidence}         ({@link PoissonTail})
 * </pre>
 *
 * A change of block makes everybody's shares stale: b rises with n. Who is alone, or nearly, has b from a pool of
 * {@value #PRIOR_SHARES} shares more that are all good; the floor protects him. Connections of one name do things together that no
 * Poisson count does, such as being late for one difficulty: each may have a few.
 *
 * @param least refused shares, below which nothing is looked at
 * @param each refused shares of each connection in the window that are forgiven
 * @param floor part of refused shares that is always forgiven
 * @param factor times the others' part that is forgiven
 * @param evidence nats: a test of honest Poisson shares is wrong with probability exp(-evidence) at most
 */
public record StormTest(double least, double each, double floor, double factor, double evidence) {
    /** Good shares that the rest of a pool has in addition, so that three shares are no majority. */
    static final double PRIOR_SHARES = 50;

    public StormTest {
        if (!(least >= 1 && each >= 0 && floor > 0 && floor < 1 && factor >= 1 && evidence > 0)) {
            throw new IllegalArgumentException("least, each, floor, factor or evidence of a storm is out of range");
        }
    }

    /**
     * @param refused the worker's refused shares of the kind in the window
     * @param all the worker's shares in the window, those refused included
     * @param connections that brought them
     * @param othersRefused the same of all other workers together
     */
    public boolean isStorm(double refused, double all, double connections, double othersRefused, double othersAll) {
        return refused >= least
                && PoissonTail.evidenceAbove(refused, tolerated(all, connections, othersRefused, othersAll))
                        >= evidence;
    }

    /** How many refused shares the worker might have on average without being out of the ordinary. */
    public double tolerated(double all, double connections, double othersRefused, double othersAll) {
        double others = othersRefused / (othersAll + PRIOR_SHARES);
        return all * Math.min(1, factor * Math.max(floor, others)) + each * Math.max(1, connections);
    }
}
