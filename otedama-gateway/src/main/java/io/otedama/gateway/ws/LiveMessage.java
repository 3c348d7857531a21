package io.otedama.gateway.ws;

import io.otedama.gateway.http.Json;
import io.otedama.gateway.view.EventView;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a client is told, as texts. */
final class LiveMessage {
    private LiveMessage() {}

    /**
     * @param id of the newest event at that time
     */
    private record Update(long id, String topic, String type, Object data) {}

    private record Heartbeat(String type, long at) {}

    private record Lagged(String type, String topic, long lost) {}

    private record Resumed(String type, long after, long lost) {}

    private record Failure(String type, String detail) {}

    static String update(long id, String topic, String type, Object data) {
        return Json.text(new Update(id, topic, type, data));
    }

    static String event(EventView event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("at", event.at());
        data.putAll(event.details());
        return update(event.id(), LiveTopic.BLOCKS, event.type(), data);
    }

    static String heartbeat(long epochMillis) {
        return Json.text(new Heartbeat("heartbeat", epochMillis));
    }

    static String lagged(String topic, long lost) {
        return Json.text(new Lagged("lagged", topic, lost));
    }

    static String resumed(long after, long lost) {
        return Json.text(new Resumed("resumed", after, lost));
    }

    static String error(String detail) {
        return Json.text(new Failure("error", detail));
    }
}
