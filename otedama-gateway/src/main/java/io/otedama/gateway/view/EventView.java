package io.otedama.gateway.view;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.otedama.event.PoolEvent;
import io.otedama.spi.PoolControl;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened.
 *
 * @param id grows with time, also over restarts
 * @param at milliseconds since 1970
 * @param details by name; which, depends on the type
 */
public record EventView(
        long id, long at, String type, @JsonAnyGetter Map<String, Object> details) {
    public static final String BLOCK_FOUND = "block-found";
    public static final String BLOCK_SUBMITTED = "block-submitted";
    public static final String BLOCK_STATUS = "block-status";
    public static final String JOB = "job";
    public static final String STATE = "state";
    public static final String ALARM = "alarm";

    private static final String WORKER = "worker";

    /** False for what names addresses: bans are the operator's, alarms come by {@link EventRing#onAlarm}. */
    static boolean isForEverybody(PoolEvent event) {
        return !(event instanceof PoolEvent.Banned
                || event instanceof PoolEvent.BanLifted
                || event instanceof PoolEvent.Alarm);
    }

    static EventView of(long id, PoolEvent event) {
        Map<String, Object> details = new LinkedHashMap<>();
        String type;
        if (event instanceof PoolEvent.BlockFound found) {
            type = BLOCK_FOUND;
            details.put("hash", found.hash().toString());
            details.put("height", found.height());
            details.put(WORKER, found.worker());
            details.put("value", found.coinbaseValue());
        } else if (event instanceof PoolEvent.BlockSubmitted submitted) {
            type = BLOCK_SUBMITTED;
            details.put("hash", submitted.hash().toString());
            details.put("height", submitted.height());
            details.put("accepted", submitted.accepted());
        } else if (event instanceof PoolEvent.BlockStatusChanged changed) {
            type = BLOCK_STATUS;
            details.put("hash", changed.hash().toString());
            details.put("height", changed.height());
            details.put("status", changed.status().name());
        } else if (event instanceof PoolEvent.JobIssued job) {
            type = JOB;
            details.put("jobId", job.jobId());
            details.put("height", job.height());
            details.put("newBlock", job.newBlock());
        } else {
            type = STATE;
            details.put("state", ((PoolEvent.StateChanged) event).state());
        }
        return new EventView(id, event.epochMillis(), type, details);
    }

    static EventView of(long id, PoolControl.Alarm alarm) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("kind", alarm.kind());
        details.put("subject", alarm.subject());
        details.put("detail", alarm.detail());
        return new EventView(id, alarm.epochMillis(), ALARM, details);
    }

    /** True for what the operator alone is told: it accuses somebody. */
    public boolean isForTheOperator() {
        return type.equals(ALARM);
    }

    /** The same without the name of a worker. */
    public EventView withoutNames() {
        if (!details.containsKey(WORKER)) {
            return this;
        }
        Map<String, Object> fewer = new LinkedHashMap<>(details);
        fewer.remove(WORKER);
        return new EventView(id, at, type, fewer);
    }

    /** True for what the WebSocket's topic of blocks carries. */
    public boolean isAboutABlock() {
        return type.startsWith("block-");
    }
}
