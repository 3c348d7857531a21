package io.otedama.session;

import io.otedama.share.ShareVerdict;

/** The engine's way back to one miner; implemented by front ends. Called on the connection's event loop only. */
public interface MinerConnection {
    /**
     * The verdict of a share that was {@link ShareVerdict#PENDING}. Must not flush the socket.
     *
     * @param token what the submission carried, normally the request id
     */
    void onVerdict(long token, ShareVerdict verdict);

    /** All verdicts of this batch for this connection have been delivered: flush once. */
    void onVerdictsDelivered();

    /** IP address of the peer, as text; empty when it is not known. */
    default String remoteAddress() {
        return "";
    }
}
