package io.otedama.gateway.ws;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.gateway.auth.Caller;
import io.otedama.gateway.auth.RefusedException;
import io.otedama.gateway.http.ApiTerms;
import io.otedama.gateway.http.Json;
import io.otedama.gateway.http.Need;
import io.otedama.gateway.http.ProblemException;
import io.otedama.gateway.view.EventRing;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What clients say. Worker threads, one message of a client at a time. */
final class LiveCommands {
    private static final String NO_SCOPE = "this topic needs a token with the scope for it";

    private final ApiTerms terms;
    private final EventRing events;

    LiveCommands(ApiTerms terms, EventRing events) {
        this.terms = terms;
        this.events = events;
    }

    /** Does what a message says, or tells the client why not. */
    void handle(LiveClient client, InetAddress address, String text) {
        try {
            JsonNode message = Json.object(text.getBytes(StandardCharsets.UTF_8));
            if (message.hasNonNull("token")) {
                authenticate(client, address, message.get("token"));
            }
            for (String topic : topics(message, "unsubscribe")) {
                client.unsubscribe(topic);
            }
            subscribe(client, message);
        } catch (ProblemException e) {
            client.say(LiveMessage.error(String.valueOf(e.getMessage())));
        }
    }

    private void authenticate(LiveClient client, InetAddress address, JsonNode token) {
        if (terms.brake().waitSeconds(address) > 0) {
            client.say(LiveMessage.error("too many credentials from this address were not good; wait"));
            return;
        }
        try {
            Caller caller = terms.authenticator().check(token.asText());
            List<String> dropped = client.become(caller, topic -> mayHear(caller, topic), mayHearNames(caller));
            dropped.forEach(topic -> client.say(LiveMessage.error(NO_SCOPE)));
        } catch (RefusedException e) {
            terms.brake().onRefused(address);
            client.say(LiveMessage.error(String.valueOf(e.getMessage())));
        }
    }

    private boolean mayHear(Caller caller, String topic) {
        String account = LiveTopic.accountOf(topic);
        return terms.access().allows(account == null ? Need.POOL : Need.ACCOUNT, caller, account);
    }

    private boolean mayHearNames(Caller caller) {
        return terms.access().allows(Need.MINERS, caller, null);
    }

    private void subscribe(LiveClient client, JsonNode message) {
        List<String> wanted = topics(message, "subscribe");
        Caller caller = client.caller();
        boolean blocks = false;
        for (String topic : wanted) {
            if (!LiveTopic.exists(topic)) {
                client.say(LiveMessage.error("there is no such topic"));
            } else if (!mayHear(caller, topic)) {
                client.say(LiveMessage.error(NO_SCOPE));
            } else if (!client.subscribe(topic)) {
                client.say(LiveMessage.error("a client has at most " + LiveClient.MAX_TOPICS + " topics"));
            } else {
                blocks |= topic.equals(LiveTopic.BLOCKS);
            }
        }
        JsonNode after = message.get("after");
        boolean names = mayHearNames(caller);
        if (blocks && after != null && after.canConvertToLong() && after.isIntegralNumber()) {
            client.resume(events, after.longValue(), names);
        } else if (blocks) {
            client.follow(events, names);
        }
    }

    private static List<String> topics(JsonNode message, String name) {
        JsonNode node = message.get(name);
        List<String> topics = new ArrayList<>();
        if (node != null && node.isArray()) {
            for (JsonNode item : node) {
                topics.add(item.asText());
            }
        }
        return topics;
    }
}
