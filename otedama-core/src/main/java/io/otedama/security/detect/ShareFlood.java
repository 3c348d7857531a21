package io.otedama.security.detect;

/**
 * Does a worker send more shares per connection than any vardiff lets it? Then its difficulty is too low for its hashrate, by its own
 * wish or by a hole, and the pool pays with processor and disk for what one hard share would prove. Shares are counted by connection
 * since thousands may share a name; refused ones count as well.
 *
 * <pre>
 *   m = perSecond * T * connections
 *   flood: evidence(shares in the exponential window T above m) &gt;= {@code evidence}, T = {@value #WINDOW_MS} ms
 * </pre>
 *
 * A new farm sends many until vardiff has caught up: seconds, of a window of minutes.
 *
 * @param perSecond shares by second and connection that are nobody's business
 * @param evidence nats
 */
public record ShareFlood(double perSecond, double evidence) {
    static final long WINDOW_MS = 300_000;

    public ShareFlood {
        if (!(perSecond > 0 && evidence > 0)) {
            throw new IllegalArgumentException("rate or evidence of a flood is out of range");
        }
    }

    /**
     * @param shares in the window
     * @param connections that brought them, at least 1
     */
    public boolean isFlood(double shares, double connections) {
        double mean = perSecond * WINDOW_MS / 1e3 * Math.max(1, connections);
        return PoissonTail.evidenceAbove(shares, mean) >= evidence;
    }
}
