package io.otedama.stratum.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Difficulty;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import io.otedama.chain.Work;
import org.jspecify.annotations.Nullable;

/**
 * What is said on one connection, without the connection: the handshake, and the state that the server's messages build
 * up. Called on the event loop only; {@link #rolling}, {@link #versionMask} and {@link #currentJob} may be read anywhere.
 *
 * <pre>
 *   start: configure, subscribe ---------------- pipelined: authorize at once
 *   subscribe answered: (extranonce.subscribe) (suggest_difficulty) authorize
 *   subscribe and authorize answered: ready; the difficulty and job that came early are delivered now
 *
 *   set_difficulty, set_extranonce   count from the next notify on
 *   set_version_mask                 counts at once: the current job is replaced by one with the new mask
 * </pre>
 *
 * The answer to configure is taken whenever it comes, and its absence delays nothing: some old servers never answer it.
 */
final class ClientProtocol {
    /** What the protocol asks of its connection. */
    interface Wire {
        /** Sends one line that ends with LF. */
        void send(String line);

        /** The server said no; the connection is to be dropped. */
        void refused(String detail);

        void reconnect(JsonNode params);
    }

    private final ClientConfig config;
    private final long connection;
    private final Wire wire;
    private final ConnectionEvents events;
    private @Nullable ExtranonceSpace extranonce;
    private @Nullable Difficulty difficulty;
    private @Nullable JobNotice earlyNotice;
    private ShareTarget shareTarget;
    private boolean subscribed;
    private boolean authorized;
    private boolean ready;
    private volatile boolean rolling;
    private volatile int versionMask;
    private volatile @Nullable StratumJob currentJob;

    ClientProtocol(ClientConfig config, long connection, Wire wire, ConnectionEvents events) {
        this.config = config;
        this.connection = connection;
        this.wire = wire;
        this.events = events;
        this.shareTarget = ShareTarget.of(Difficulty.ONE, config.shareMultiplier());
    }

    void start() {
        if (config.asksToConfigure()) {
            wire.send(RequestEncoder.configure(config.versionMask(), config.minimumDifficulty()));
        }
        wire.send(RequestEncoder.subscribe(config.userAgent()));
        if (config.pipelinedHandshake()) {
            sendAuthorize();
        }
    }

    /**
     * Takes one message that is no answer to a submit.
     *
     * @param id of the request that it answers; 0 when it answers none of ours
     * @throws ProtocolException when it cannot be read
     */
    void onMessage(JsonNode message, long id) {
        JsonNode method = message.path("method");
        if (method.isTextual()) {
            onCall(method.textValue(), message);
        } else {
            onReply((int) id, message);
        }
    }

    boolean isReady() {
        return ready;
    }

    /** True once version rolling was agreed: every submit then has a sixth parameter. */
    boolean rolling() {
        return rolling;
    }

    int versionMask() {
        return versionMask;
    }

    @Nullable
    StratumJob currentJob() {
        return currentJob;
    }

    private void onCall(String method, JsonNode message) {
        JsonNode params = message.path("params");
        JsonNode id = message.path("id");
        boolean wantsAnswer = !id.isMissingNode() && !id.isNull();
        switch (method) {
            case "mining.notify" -> onNotify(JobNotice.read(params));
            case "mining.set_difficulty" -> onDifficulty(Fields.difficulty(params.path(0)));
            case "mining.set_target" -> onTarget(params.path(0));
            case "mining.set_extranonce" -> extranonce = readExtranonce(params.path(0), params.path(1));
            case "mining.set_version_mask" -> onVersionMask(Fields.hexInt(params.path(0), "mining.set_version_mask"));
            case "client.reconnect" -> wire.reconnect(params);
            case "client.show_message" -> events.message(params.path(0).asText(""));
            case "client.get_version" -> wire.send(RequestEncoder.answer(id, config.userAgent()));
            case "mining.ping" -> wire.send(RequestEncoder.answer(id, "pong"));
            case "pong", "mining.pong" -> {}
            default -> {
                if (wantsAnswer) {
                    wire.send(RequestEncoder.unknownMethod(id));
                }
            }
        }
    }

    private void onReply(int id, JsonNode message) {
        switch (id) {
            case RequestEncoder.CONFIGURE -> onConfigured(message.path("result"));
            case RequestEncoder.SUBSCRIBE -> onSubscribed(message);
            case RequestEncoder.AUTHORIZE -> onAuthorized(message);
            default -> {} // whether suggest_difficulty or extranonce.subscribe was liked changes nothing
        }
    }

    private void onConfigured(JsonNode result) {
        if (config.versionMask() == 0 || !result.path("version-rolling").asBoolean(false)) {
            return;
        }
        JsonNode mask = result.path("version-rolling.mask");
        rolling = true;
        onVersionMask(mask.isMissingNode() ? config.versionMask() : Fields.hexInt(mask, "version-rolling.mask"));
    }

    private void onSubscribed(JsonNode reply) {
        Refusal refusal = Refusal.read(reply);
        if (refusal != null) {
            wire.refused("mining.subscribe: " + refusal.code() + " " + refusal.message());
            return;
        }
        JsonNode result = reply.path("result");
        extranonce = readExtranonce(result.path(1), result.path(2));
        subscribed = true;
        if (!config.pipelinedHandshake()) {
            sendAuthorize();
        }
        becomeReady();
    }

    private void onAuthorized(JsonNode reply) {
        Refusal refusal = Refusal.read(reply);
        if (refusal != null) {
            wire.refused("mining.authorize: " + refusal.code() + " " + refusal.message());
            return;
        }
        authorized = true;
        becomeReady();
    }

    private void sendAuthorize() {
        if (config.extranonceSubscription()) {
            wire.send(RequestEncoder.extranonceSubscribe());
        }
        Difficulty suggested = config.suggestedDifficulty();
        if (suggested != null) {
            wire.send(RequestEncoder.suggestDifficulty(suggested));
        }
        wire.send(RequestEncoder.authorize(config.user(), config.password()));
    }

    private void becomeReady() {
        ExtranonceSpace space = extranonce;
        if (ready || !subscribed || !authorized || space == null) {
            return;
        }
        ready = true;
        if (currentJob == null && earlyNotice != null) {
            currentJob = new StratumJob(connection, earlyNotice, space, shareTarget, versionMask);
        }
        earlyNotice = null;
        events.ready(new ClientSession(connection, space, versionMask));
        if (difficulty != null) {
            events.difficulty(difficulty);
        }
        StratumJob job = currentJob;
        if (job != null) {
            events.job(job);
        }
    }

    private void onNotify(JobNotice notice) {
        ExtranonceSpace space = extranonce;
        if (space == null) {
            earlyNotice = notice;
            return;
        }
        StratumJob job = new StratumJob(connection, notice, space, shareTarget, versionMask);
        currentJob = job;
        if (ready) {
            events.job(job);
        }
    }

    private void onDifficulty(Difficulty next) {
        announce(ShareTarget.of(next, config.shareMultiplier()));
    }

    private void onTarget(JsonNode hex) {
        try {
            Target target = Target.ofHex(hex.asText());
            Difficulty rounded = Difficulty.ofTarget(target, config.shareMultiplier());
            announce(new ShareTarget(rounded, target, Work.of(target)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ProtocolException("mining.set_target needs 64 hex digits", e);
        }
    }

    private void announce(ShareTarget next) {
        shareTarget = next;
        difficulty = next.difficulty();
        if (ready) {
            events.difficulty(next.difficulty());
        }
    }

    private void onVersionMask(int offered) {
        if (config.versionMask() == 0) {
            return;
        }
        rolling = true;
        versionMask = offered & config.versionMask();
        StratumJob job = currentJob;
        currentJob = job == null ? null : job.withVersionMask(versionMask);
        if (ready) {
            events.versionMask(versionMask);
        }
    }

    private static ExtranonceSpace readExtranonce(JsonNode first, JsonNode size) {
        try {
            int bytes = Math.toIntExact(Fields.integer(size, "extranonce2 size"));
            if (!first.isTextual()) {
                throw new ProtocolException("extranonce1 must be a hex string");
            }
            return new ExtranonceSpace(first.textValue(), bytes);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ProtocolException("extranonce: " + e.getMessage(), e);
        }
    }
}
