package io.otedama.security.detect;

import io.otedama.spi.PoolControl.Alarm;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest {@value #MAX_ALARMS} alarms. One about the same subject and of the same kind as another within the interval is not taken, for as
 * long as {@value #MAX_REMEMBERED} newer ones have not pushed that other one out of memory. Any thread.
 */
public final class AlarmLog {
    /** Alarms that are kept; one more pushes out the oldest. */
    public static final int MAX_ALARMS = 1_000;

    /** Pairs of subject and kind whose last time is remembered. */
    static final int MAX_REMEMBERED = 10_000;

    private final long reAlarmMs;
    private final Deque<Alarm> alarms = new ArrayDeque<>();
    private final Map<Topic, Long> lastMillis = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Topic, Long> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /**
     * @param reAlarmMs the interval, milliseconds
     */
    public AlarmLog(long reAlarmMs) {
        this.reAlarmMs = reAlarmMs;
    }

    /**
     * @return false when the same was said within the interval
     */
    public synchronized boolean offer(Alarm alarm) {
        Topic topic = new Topic(alarm.kind(), alarm.subject());
        Long last = lastMillis.get(topic);
        if (last != null && alarm.epochMillis() - last < reAlarmMs) {
            return false;
        }
        lastMillis.remove(topic); // enters again as the youngest
        lastMillis.put(topic, alarm.epochMillis());
        if (alarms.size() == MAX_ALARMS) {
            alarms.removeFirst();
        }
        alarms.addLast(alarm);
        return true;
    }

    /** A copy, newest first. */
    public synchronized List<Alarm> newestFirst() {
        List<Alarm> copy = new ArrayList<>(alarms);
        Collections.reverse(copy);
        return copy;
    }

    private record Topic(String kind, String subject) {}
}
