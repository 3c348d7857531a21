package io.otedama.bench.attack;

import io.otedama.bench.load.LoadReport;
import io.otedama.bench.load.Tally;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What the honest miners got in one phase. Immutable.
 *
 * @param seconds how long it lasted
 * @param tally of the phase itself
 * @param rest of the time in which its last answers came
 * @param unanswered submits whose answers never came
 */
public record HonestPhase(double seconds, Tally tally, Tally rest, int unanswered) {
    private static final double NS_PER_MILLI = 1e6;

    /** Shares per second that were accepted while the phase lasted. */
    public double acceptedPerSecond() {
        return tally.accepted() / seconds;
    }

    /** Milliseconds from when a share was due to its answer; those that came after the phase are in it. */
    public double p99Millis() {
        Histogram all = tally.latency().copy();
        all.add(rest.latency());
        return all.getTotalCount() == 0 ? 0 : all.getValueAtPercentile(99) / NS_PER_MILLI;
    }

    /** Shares without an answer: their connection was ended, or the pool said nothing. */
    public long unheard() {
        return unanswered + tally.lost() + rest.lost();
    }

    /** Answers beyond one for each share. */
    public long unasked() {
        return tally.unasked() + rest.unasked();
    }

    /** Shares that were good and rejected. */
    public long wronged() {
        return tally.unexpected() + rest.unexpected();
    }

    /** Honest connections that the pool ended. */
    public long disconnects() {
        return tally.disconnects() + rest.disconnects();
    }

    /** Every share was answered once, with yes, and nobody was sent away. */
    public boolean isFlawless() {
        long answers = tally.answers() + rest.answers();
        return unheard() == 0
                && unasked() == 0
                && wronged() == 0
                && disconnects() == 0
                && answers == tally.submitted() + rest.submitted();
    }

    /** For a report. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("seconds", LoadReport.round(seconds));
        map.put("submitted", tally.submitted());
        map.put("accepted", tally.accepted());
        map.put("acceptedPerSecond", LoadReport.round(acceptedPerSecond()));
        map.put("acceptedLate", rest.accepted());
        map.put("unheard", unheard());
        map.put("unasked", unasked());
        map.put("wronglyRejected", wronged());
        map.put("disconnects", disconnects());
        map.put("example", tally.example().isEmpty() ? rest.example() : tally.example());
        map.put("latencyMicros", LoadReport.quantiles(tally.latency()));
        return map;
    }
}
