package io.otedama.gateway.view;

import io.otedama.event.PoolEvent;
import io.otedama.event.PoolListener;
import io.otedama.spi.PoolControl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * The newest events, numbered without a gap from a number that depends on the time of the start, so that numbers also grow over
 * restarts. Any thread; the listener is called on the thread that adds, in the order of the numbers, and must be quick.
 */
public final class EventRing implements PoolListener {
    /** Events kept; the oldest one leaves. */
    public static final int CAPACITY = 1_024;

    /** Numbers for each millisecond between two starts. */
    private static final long IDS_PER_MILLI = 1_000;

    /** Held while the listener is told, which may look into the ring meanwhile. */
    private final Object order = new Object();

    private final Deque<EventView> events = new ArrayDeque<>(CAPACITY);
    private final long firstId;
    private volatile Consumer<EventView> listener = event -> {};
    private long lastId;

    /**
     * @param startMillis milliseconds since 1970
     */
    public EventRing(long startMillis) {
        this.firstId = startMillis * IDS_PER_MILLI;
        this.lastId = firstId - 1;
    }

    /** Told of every later event; one. */
    public void attach(Consumer<EventView> told) {
        listener = told;
    }

    /**
     * Events behind a number.
     *
     * @param lost how many there were that are no longer known; when the number is not of this run, at least 1: nobody knows what
     *     happened between the two
     * @param lastId of the newest event at that time
     */
    public record Tail(List<EventView> events, long lost, long lastId) {}

    @Override
    public void onEvent(PoolEvent event) {
        if (EventView.isForEverybody(event)) {
            publish(id -> EventView.of(id, event));
        }
    }

    /** An alarm is an event too. */
    public void onAlarm(PoolControl.Alarm alarm) {
        publish(id -> EventView.of(id, alarm));
    }

    private void publish(LongFunction<EventView> maker) {
        synchronized (order) {
            listener.accept(add(maker));
        }
    }

    private synchronized EventView add(LongFunction<EventView> maker) {
        EventView event = maker.apply(lastId + 1);
        if (events.size() == CAPACITY) {
            events.removeFirst();
        }
        events.addLast(event);
        lastId++;
        return event;
    }

    /** Number of the newest event. */
    public synchronized long lastId() {
        return lastId;
    }

    /**
     * Everything newer than {@code after} that is still known, oldest first. A number that this run has not given yet is of another
     * run whose clock was ahead: all events of this one are newer.
     */
    public synchronized Tail after(long after) {
        long seen = after > lastId ? firstId - 1 : Math.max(after, firstId - 1);
        List<EventView> found = new ArrayList<>();
        for (EventView event : events) {
            if (event.id() > seen) {
                found.add(event);
            }
        }
        long forgotten = lastId - seen - found.size();
        return new Tail(List.copyOf(found), seen == after ? forgotten : Math.max(forgotten, 1), lastId);
    }
}
