package io.otedama.stratum.v2.noise;

import io.otedama.spi.PoolClock;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who a server is at a time: a static key and the authority's certificate for it. Both are made anew when half of the
 * certificate's validity is over, so that a stolen static key is soon worthless and no miner ever sees a certificate that
 * is about to expire. Established connections are not touched: they no longer need either. Any thread; the thread that
 * finds them due makes them (about a millisecond), others wait for it.
 */
public final class ServerIdentity {
    /** How long a certificate is valid unless something else is asked for. */
    public static final Duration DEFAULT_VALIDITY = Duration.ofHours(24);

    /** A shorter validity would be eaten up by clocks that differ. */
    public static final Duration MIN_VALIDITY = Duration.ofMinutes(1);

    /** A longer one makes a stolen static key too useful; the authority's key is what lives long. */
    public static final Duration MAX_VALIDITY = Duration.ofDays(365);

    /** Certificates start before now by this, for miners whose clock is slow. */
    static final long BACKDATED_SECONDS = 3_600;

    private static final int RENEWED_AFTER_PART = 2; // after half of the validity

    private final AuthorityKeyPair authority;
    private final long validitySeconds;
    private final PoolClock clock;
    private final SecureRandom random;
    private volatile @Nullable Current current;

    /**
     * Nothing is made before it is asked for.
     *
     * @throws IllegalArgumentException when the validity is shorter than {@link #MIN_VALIDITY} or longer than {@link
     *     #MAX_VALIDITY}
     */
    public ServerIdentity(AuthorityKeyPair authority, Duration validity, PoolClock clock, SecureRandom random) {
        if (validity.compareTo(MIN_VALIDITY) < 0 || validity.compareTo(MAX_VALIDITY) > 0) {
            throw new IllegalArgumentException("certificates must be valid for at least " + MIN_VALIDITY
                    + " and at most " + MAX_VALIDITY + ", not " + validity);
        }
        this.authority = authority;
        this.validitySeconds = validity.toSeconds();
        this.clock = clock;
        this.random = random;
    }

    /** What miners configure. */
    public AuthorityKey authorityKey() {
        return authority.publicKey();
    }

    /** What a handshake that begins now uses to its end. */
    Current current() {
        long now = epochSeconds();
        Current known = current;
        return known != null && known.serves(now) ? known : renewed();
    }

    private synchronized Current renewed() {
        long now = epochSeconds();
        Current known = current;
        if (known != null && known.serves(now)) {
            return known; // another thread was first
        }
        EllSwiftKeyPair keys = EllSwiftKeyPair.generate(random);
        long from = Math.max(0, now - BACKDATED_SECONDS);
        Certificate certificate = Certificate.sign(authority, keys.publicX(), from, now + validitySeconds, random);
        Current fresh = new Current(keys, certificate, now, now + validitySeconds / RENEWED_AFTER_PART);
        current = fresh; // the old key is not wiped: handshakes may still be using it
        return fresh;
    }

    private long epochSeconds() {
        return Math.floorDiv(clock.epochMillis(), 1_000L);
    }

    /** A static key and its certificate, with the time in which handshakes begin with them (seconds since 1970). */
    record Current(EllSwiftKeyPair keys, Certificate certificate, long madeAt, long renewAt) {
        /** Not after a clock that was set back, either: it may have gone wrong when this was made. */
        boolean serves(long now) {
            return now >= madeAt - Certificate.CLOCK_SKEW_SECONDS && now < renewAt;
        }
    }
}
