package io.otedama.gateway.ws;

import io.otedama.gateway.auth.Caller;
import io.otedama.gateway.view.EventRing;
import io.otedama.gateway.view.EventView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** One client: what it wants, and what waits until it reads. Any thread. */
final class LiveClient {
    /** Topics of one client. */
    static final int MAX_TOPICS = 16;

    /** Events that wait; one more makes the oldest leave. */
    static final int MAX_EVENTS = 64;

    private final LiveSocket socket;
    private final long sinceNs;
    private final Set<String> topics = new LinkedHashSet<>();

    /** Subscribed, and nothing sent of it yet. */
    private final Set<String> fresh = new LinkedHashSet<>();

    private final Map<String, String> states = new LinkedHashMap<>();
    private final Deque<String> events = new ArrayDeque<>();
    private final Map<String, Long> lost = new HashMap<>();
    private Caller caller = Caller.ANYBODY;
    private boolean names;
    private long lastEventId;
    private long fullSinceNs;
    private boolean full;

    /**
     * @param sinceNs when it came
     */
    LiveClient(LiveSocket socket, long sinceNs) {
        this.socket = socket;
        this.sinceNs = sinceNs;
    }

    long sinceNs() {
        return sinceNs;
    }

    synchronized Caller caller() {
        return caller;
    }

    /**
     * Somebody else speaks from now on; what he may not hear is dropped, waiting messages with it.
     *
     * @param mayHear the topics that he may have
     * @param withNames of workers
     * @return topics dropped
     */
    synchronized List<String> become(Caller known, Predicate<String> mayHear, boolean withNames) {
        caller = known;
        List<String> dropped = topics.stream().filter(mayHear.negate()).toList();
        dropped.forEach(this::unsubscribe);
        if (names && !withNames) {
            names = false;
            if (!events.isEmpty()) {
                lost.merge(LiveTopic.BLOCKS, (long) events.size(), Long::sum);
                events.clear();
            }
        }
        return dropped;
    }

    synchronized Set<String> topics() {
        return Set.copyOf(topics);
    }

    /** False when it has too many. */
    synchronized boolean subscribe(String topic) {
        if (!topics.contains(topic) && topics.size() >= MAX_TOPICS) {
            return false;
        }
        topics.add(topic);
        fresh.add(topic);
        return true;
    }

    /**
     * Events from now on.
     *
     * @param withNames of workers
     */
    synchronized void follow(EventRing ring, boolean withNames) {
        names = withNames;
        lastEventId = Math.max(lastEventId, ring.lastId());
    }

    /**
     * Events it missed, then those from now on.
     *
     * @param withNames of workers
     */
    synchronized void resume(EventRing ring, long after, boolean withNames) {
        names = withNames;
        EventRing.Tail tail = ring.after(after);
        lastEventId = 0; // what is in the tail is new to it, whatever number it named
        tail.events().forEach(this::onEvent);
        lastEventId = tail.lastId();
        say(LiveMessage.resumed(after, tail.lost()));
    }

    synchronized void unsubscribe(String topic) {
        topics.remove(topic);
        fresh.remove(topic);
        states.remove(topic);
        lost.remove(topic);
        if (topic.equals(LiveTopic.BLOCKS)) {
            events.clear();
        }
    }

    /** True once for each topic that was subscribed since. */
    synchronized boolean takeFresh(String topic) {
        return fresh.remove(topic);
    }

    /** Sends the newest state of a topic, or keeps it until the client reads; an older one that waits is lost. */
    synchronized void offerState(String topic, String text) {
        if (!topics.contains(topic)) {
            return;
        }
        if (isFree()) {
            socket.send(text);
        } else if (states.put(topic, text) != null) {
            lost.merge(topic, 1L, Long::sum);
        }
    }

    /** Sends a block's event, in order; when too many wait, the oldest is lost. */
    synchronized void onEvent(EventView event) {
        if (!topics.contains(LiveTopic.BLOCKS) || event.id() <= lastEventId) {
            return;
        }
        lastEventId = event.id();
        if (!event.isAboutABlock()) {
            return;
        }
        String text = LiveMessage.event(names ? event : event.withoutNames());
        if (isFree()) {
            socket.send(text);
            return;
        }
        if (events.size() == MAX_EVENTS) {
            events.removeFirst();
            lost.merge(LiveTopic.BLOCKS, 1L, Long::sum);
        }
        events.addLast(text);
    }

    private boolean isFree() {
        return states.isEmpty() && events.isEmpty() && lost.isEmpty() && !socket.isFull();
    }

    /** There is room again: what was lost, then what waits. */
    synchronized void onRoom() {
        for (Iterator<Map.Entry<String, Long>> i = lost.entrySet().iterator(); i.hasNext() && !socket.isFull(); ) {
            Map.Entry<String, Long> entry = i.next();
            socket.send(LiveMessage.lagged(entry.getKey(), entry.getValue()));
            i.remove();
        }
        while (!events.isEmpty() && !socket.isFull()) {
            socket.send(events.removeFirst());
        }
        for (Iterator<String> i = states.values().iterator(); i.hasNext() && !socket.isFull(); ) {
            socket.send(i.next());
            i.remove();
        }
    }

    /** An answer to what the client said; one who asks and does not read is ended. */
    synchronized void say(String text) {
        if (socket.isFull()) {
            socket.close(LiveHub.TRY_LATER, "answers are not read");
        } else {
            socket.send(text);
        }
    }

    /** Alive: a sign of life, unless it does not read. */
    synchronized void heartbeat(long epochMillis) {
        if (isFree()) {
            socket.send(LiveMessage.heartbeat(epochMillis));
        }
    }

    /** How long it has not read, nanoseconds; 0 when it does. */
    synchronized long stuckNs(long nowNs) {
        if (!socket.isFull()) {
            full = false;
            onRoom();
            return 0;
        }
        if (!full) {
            full = true;
            fullSinceNs = nowNs;
        }
        return nowNs - fullSinceNs;
    }

    void close(int code, String reason) {
        socket.close(code, reason);
    }
}
