package io.otedama.stratum.client;

import io.otedama.chain.Difficulty;
import org.jspecify.annotations.Nullable;

/** What a connection tells its client; always on the event loop. Before {@link #ready} come
 * at most {@link #active}, {@link #error}, {@link #message} and {@link #closed}. */
interface ConnectionEvents {
    /** The TCP connection stands. */
    void active();

    void ready(ClientSession session);

    void job(StratumJob job);

    void difficulty(Difficulty difficulty);

    void versionMask(int mask);

    void message(String text);

    void error(ProtocolException error);

    /**
     * The end of one connection, or of the attempt to make it; exactly once.
     *
     * @param redirect where the server wants the client to go, if it said so
     */
    void closed(DisconnectReason reason, String detail, @Nullable Redirect redirect);
}
