package io.otedama.examples.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otedama.chain.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One place in the swarm: a connection, and the next one when it ends. Subclasses say what it does. The swarm's thread only.
 *
 * <pre>
 *   open -&gt; onConnected -&gt; onTick … onAnswer/onNotice … -&gt; end, by either side -&gt; after a pause open
 *   when the soak is over: stay() ? no new requests, all open ones must be answered : hang up
 * </pre>
 */
abstract class Peer {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final int WRITES_PER_TICK = 4;
    private static final long MIN_PAUSE_MS = 5;
    private static final int MAX_PAUSE_MS = 25;

    final String name;
    final Tally tally = new Tally();
    final Requests requests = new Requests();
    protected final Swarm swarm;
    protected final Random random;
    private Wire wire;
    private long reopenNs;
    private long nextId;
    private boolean quiet;

    Peer(Swarm swarm, String name) {
        this.swarm = swarm;
        this.name = name;
        this.random = swarm.newRandom();
    }

    // ---- what a subclass does

    abstract void onConnected();

    /** About every 10 ms while connected and the soak runs. */
    abstract void onTick(long nowNs);

    /** A notification from the pool. */
    void onNotice(String method, JsonNode params) {}

    /** The one answer to a request; code 0 is yes. */
    void onAnswer(Requests.Request request, int code, JsonNode result) {}

    /** The connection has ended. */
    void onEnd() {}

    /** True for those whom the pool must never disconnect. */
    abstract boolean stays();

    /** True for those who send what the pool can only answer without an id. */
    boolean sendsGarbage() {
        return false;
    }

    int receiveBufferBytes() {
        return 0;
    }

    /** Most bytes of one write. */
    int writeBytes() {
        return Integer.MAX_VALUE;
    }

    // ---- what the swarm does

    final void tick(long nowNs) {
        if (wire == null) {
            if (!quiet && nowNs - reopenNs >= 0) {
                open();
            }
        } else if (wire.isConnected()) {
            try {
                for (int i = 0; i < WRITES_PER_TICK && wire.waiting() > 0; i++) {
                    wire.flush(writeBytes());
                }
                if (!quiet) {
                    onTick(nowNs);
                }
            } catch (IOException e) {
                ended(e);
            }
        }
    }

    final void ready() {
        try {
            if (!wire.isConnected()) {
                wire.finishConnect();
                connected();
            } else if (!wire.read(this::line)) {
                ended(null);
            }
        } catch (IOException e) {
            if (wire != null) {
                ended(e);
            }
        }
    }

    /** The soak is over: no new requests; false when something is still to be answered. */
    final boolean settle() {
        if (!quiet) {
            quiet = true;
            if (!stays()) {
                hangUp(false);
            }
        }
        return wire == null || requests.count() == 0;
    }

    final void end() {
        quiet = true;
        if (stays() && wire == null) {
            swarm.violation(this, "is not connected at the end");
        }
        hangUp(false);
    }

    // ---- for subclasses

    /** Sends a request and expects one of these answers. */
    final void request(String id, String method, String params, Requests.Request expected) {
        requests.sent(id, expected);
        raw("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}\n");
    }

    final void control(String method, String params) {
        request(newId(false), method, params, new Requests.Request(method, Set.of(Requests.OK), Work.ZERO));
    }

    final String newId(boolean string) {
        long id = ++nextId;
        return string ? "\"s-" + id + '"' : Long.toString(id);
    }

    final void raw(String text) {
        raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    final void raw(byte[] bytes) {
        if (wire != null) {
            wire.send(bytes);
        }
    }

    final int waiting() {
        return wire == null ? 0 : wire.waiting();
    }

    final void stopReading() {
        wire.stopReading();
    }

    /** Writes what was sent so far in one go, then ends the connection from this side. */
    final void sendAndHangUp(boolean reset) {
        try {
            if (wire != null) {
                wire.flush(Integer.MAX_VALUE);
            }
        } catch (IOException e) {
            ended(e);
        }
        hangUp(reset);
    }

    // ---- inside

    private void open() {
        tally.opened++;
        try {
            wire = swarm.connect(this, receiveBufferBytes());
            if (wire.isConnected()) {
                connected();
            }
        } catch (IOException e) {
            ended(e);
        }
    }

    private void connected() throws IOException {
        onConnected();
        if (wire != null) {
            wire.flush(writeBytes());
        }
    }

    private void line(String text) {
        if (wire == null) {
            return; // ended by an earlier line of the same read
        }
        try {
            JsonNode node = JSON.readTree(text);
            if (node.has("method")) {
                onNotice(node.get("method").asText(), node.path("params"));
            } else {
                answer(node);
            }
        } catch (JsonProcessingException e) {
            if (sendsGarbage() && !text.startsWith("{")) {
                return; // 64 bytes of it are a key of Stratum V2 to the server, which answers with its own
            }
            swarm.violation(this, "got what is no JSON: " + text);
        }
    }

    private void answer(JsonNode node) {
        String id = String.valueOf(node.get("id"));
        if (id.equals("null") && sendsGarbage()) {
            return;
        }
        Requests.Request request = requests.answered(id);
        if (request == null) {
            swarm.violation(this, "got an answer to nothing, or a second one: " + node);
            return;
        }
        JsonNode error = node.path("error");
        int code = error.isArray() ? error.path(0).asInt() : Requests.OK;
        if (!request.answers().contains(code)) {
            swarm.violation(this, request + " was answered " + node);
        }
        tally.answered(request, code);
        onAnswer(request, code, node.path("result"));
    }

    /** The pool ended the connection. */
    private void ended(IOException cause) {
        tally.closedByPool++;
        if (stays()) {
            swarm.violation(this, "was disconnected" + (cause == null ? "" : ": " + cause));
        }
        hangUp(false);
    }

    private void hangUp(boolean reset) {
        Wire last = wire;
        if (last == null) {
            reopenNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MIN_PAUSE_MS + random.nextInt(MAX_PAUSE_MS));
            return;
        }
        wire = null;
        onEnd();
        last.close(reset);
        requests.abandon().forEach(tally::abandoned);
        reopenNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MIN_PAUSE_MS + random.nextInt(MAX_PAUSE_MS));
    }
}
