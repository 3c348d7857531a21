package io.otedama.session;

import io.otedama.chain.Difficulty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The counts of one session, tested by the rule of {@link PoissonVardiff}. One event loop. */
final class PoissonCounts implements Vardiff {
    /** A proposal that was not taken (a bound, no job yet) is computed anew only when its ratio moved by this factor. */
    private static final double SAME_RATIO = 1.1;

    /** Caps the exponent of the silence back-off; 5 * 2^30 intervals are decades. */
    private static final int MAX_BACKOFF = 30;

    private static final double STAY = 1.0;

    private final double intervalNs;
    private long lastNs;

    /** Time since the session began, up to the end of settling. */
    private long ageNs;

    /** Time in the memory; with {@link #shares} halved together. Exactly the silence while shares is 0. */
    private double elapsedNs;

    /** Shares in the memory; 0 only when none came since the last change or the last long silence. */
    private double shares;

    /** Time since the last share or change. */
    private double silenceNs;

    private boolean everHadShare;
    private int halvingsInARow;

    private double proposedRatio = STAY;
    private @Nullable Difficulty proposedFrom;
    private @Nullable Difficulty proposedTo;

    PoissonCounts(long intervalNs, long nowNs) {
        this.intervalNs = intervalNs;
        this.lastNs = nowNs;
    }

    @Override
    public void onShare(long nowNs) {
        advance(nowNs);
        if (isLongSilence()) {
            // it woke up: counting starts with this share, which ends a time that says nothing about the next
            shares = 0;
            elapsedNs = 0;
        } else {
            shares += 1;
        }
        silenceNs = 0;
        everHadShare = true;
        halvingsInARow = 0;
    }

    @Override
    public @Nullable Difficulty propose(Difficulty current, long nowNs) {
        advance(nowNs);
        double ratio = ratio();
        return ratio == STAY ? null : proposal(current, ratio);
    }

    @Override
    public void onChanged(long nowNs) {
        advance(nowNs);
        if (isSilent() && halvingsInARow < MAX_BACKOFF) {
            halvingsInARow++;
        }
        shares = 0;
        elapsedNs = 0;
        silenceNs = 0;
        proposedFrom = null;
        proposedTo = null;
    }

    private void advance(long nowNs) {
        long passedNs = Math.min(Math.max(nowNs - lastNs, 0), PoissonVardiff.MAX_GAP_NS);
        lastNs = nowNs;
        elapsedNs += passedNs;
        silenceNs += passedNs;
        ageNs = Math.min(ageNs + passedNs, PoissonVardiff.SETTLING_NS);
        if (shares > 0 && isLongSilence()) {
            shares = 0;
            elapsedNs = silenceNs;
        } else if (shares > 0 && elapsedNs > PoissonVardiff.WINDOW * intervalNs) {
            shares /= 2;
            elapsedNs /= 2;
        }
    }

    /** The factor by which the difficulty should change; {@link #STAY} for none. */
    private double ratio() {
        if (shares == 0) {
            return isSilent() ? fall(PoissonVardiff.SILENCE_FALL) : STAY;
        }
        double expected = Math.max(elapsedNs, 1) / intervalNs;
        double rate = shares / expected;
        if (shares * Math.log(rate) - (shares - expected) < PoissonVardiff.EVIDENCE) {
            return STAY;
        }
        if (rate > PoissonVardiff.BAND) {
            boolean enough = shares >= PoissonVardiff.RISE_SHARES;
            return enough ? Math.min(rate, PoissonVardiff.MAX_RISE) : STAY;
        }
        return rate < 1 / PoissonVardiff.BAND ? fall(Math.max(rate, PoissonVardiff.MAX_FALL)) : STAY;
    }

    private double fall(double ratio) {
        return ageNs < PoissonVardiff.SETTLING_NS ? STAY : ratio;
    }

    private boolean isLongSilence() {
        return silenceNs >= PoissonVardiff.LONG_SILENCE * intervalNs;
    }

    private boolean isSilent() {
        int slowHalvings = everHadShare ? Math.max(0, halvingsInARow - PoissonVardiff.FAST_HALVINGS + 1) : 0;
        double wait = PoissonVardiff.EVIDENCE * (1L << slowHalvings);
        return shares == 0 && elapsedNs >= wait * intervalNs;
    }

    private @Nullable Difficulty proposal(Difficulty current, double ratio) {
        boolean sameRatio = ratio < proposedRatio * SAME_RATIO && ratio * SAME_RATIO > proposedRatio;
        if (proposedFrom == null || !current.equals(proposedFrom) || !sameRatio) {
            proposedRatio = ratio;
            proposedFrom = current;
            Difficulty scaled = current.scaledBy(BigDecimal.valueOf(ratio));
            proposedTo = scaled.equals(current) ? null : scaled;
        }
        return proposedTo;
    }
}
