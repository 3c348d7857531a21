package io.otedama.stratum.v2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The channels of one connection and their group. Channel and group numbers are of one kind and never given out twice on a
 * connection. Event loop only.
 */
final class ChannelTable {
    /** The group of all channels: a connection has one pool behind it. */
    static final long GROUP = 1;

    private final Long2ObjectHashMap<MiningChannel> byId = new Long2ObjectHashMap<>();
    private final int max;
    private long nextId = GROUP + 1;

    /**
     * @param max channels at one time
     */
    ChannelTable(int max) {
        this.max = max;
    }

    boolean isFull() {
        return byId.size() >= max || nextId > 0xffffffffL;
    }

    long nextId() {
        return nextId++;
    }

    void add(MiningChannel channel) {
        byId.put(channel.id(), channel);
    }

    @Nullable
    MiningChannel find(long id) {
        return byId.get(id);
    }

    void remove(MiningChannel channel) {
        byId.remove(channel.id());
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    int size() {
        return byId.size();
    }

    /** All channels; not to be changed meanwhile. */
    Collection<MiningChannel> all() {
        return byId.values();
    }

    /** A copy, for those who remove. */
    List<MiningChannel> copy() {
        return new ArrayList<>(byId.values());
    }
}
