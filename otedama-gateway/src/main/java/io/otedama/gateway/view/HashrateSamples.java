package io.otedama.gateway.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The pool's hash rate of the last day, sampled once a minute: what is shown when there is no store. Any thread. */
public final class HashrateSamples {
    public static final long INTERVAL_MILLIS = 60_000;

    /** A day. */
    public static final int MAX_SAMPLES = 1_440;

    private final Deque<SeriesView.Point> samples = new ArrayDeque<>(MAX_SAMPLES);
    private long sharesBefore = -1;

    public HashrateSamples() {}

    /**
     * Takes a sample, unless one was taken in this minute already.
     *
     * @param hashrate hashes per second
     * @param shares credited since the pool began
     */
    public synchronized void sample(long epochMillis, double hashrate, long shares) {
        long bucket = Math.floorDiv(epochMillis, INTERVAL_MILLIS) * INTERVAL_MILLIS;
        SeriesView.Point last = samples.peekLast();
        if (last != null && bucket <= last.at()) {
            return;
        }
        if (samples.size() == MAX_SAMPLES) {
            samples.removeFirst();
        }
        samples.addLast(new SeriesView.Point(bucket, hashrate, sharesBefore < 0 ? 0 : shares - sharesBefore));
        sharesBefore = shares;
    }

    /** Oldest first. */
    public synchronized List<SeriesView.Point> between(long fromMillis, long toMillis) {
        List<SeriesView.Point> found = new ArrayList<>();
        for (SeriesView.Point point : samples) {
            if (point.at() >= fromMillis && point.at() < toMillis) {
                found.add(point);
            }
        }
        return List.copyOf(found);
    }
}
