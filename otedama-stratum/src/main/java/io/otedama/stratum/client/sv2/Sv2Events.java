package io.otedama.stratum.client.sv2;

import io.otedama.stratum.client.DisconnectReason;
import io.otedama.stratum.client.ProtocolException;
import io.otedama.stratum.client.Redirect;
import org.jspecify.annotations.Nullable;

/** What a connection tells its client; always on the event loop. */
interface Sv2Events {
    /** The TCP connection stands. */
    void active();

    void opened(Sv2Channel channel);

    /** @param current true when it is what should be worked on */
    void job(Sv2Job job, boolean current);

    void channel(Sv2Channel channel);

    void updateRefused(String errorCode);

    void error(ProtocolException error);

    /**
     * The end of one connection, or of the attempt to make it; exactly once.
     *
     * @param redirect where the server wants the client to go, if it said so
     */
    void closed(DisconnectReason reason, String detail, @Nullable Redirect redirect);
}
