package io.otedama.stratum.v2;

import io.otedama.stratum.v2.frame.FrameException;

/** What a connection is for decides how its messages are understood. Event loop only. */
interface Dialog {
    /**
     * One core message.
     *
     * @param payload valid during the call only
     * @return false when this dialog knows no such message
     * @throws FrameException when its content makes no sense
     */
    boolean onMessage(int type, byte[] payload, int offset, int length) throws FrameException;

    /** True once the peer has done what it came for: the handshake's time-out no longer counts. */
    boolean isStarted();

    /** True for a peer that need say nothing more: what it holds here shows that it is wanted. */
    boolean mayBeSilent();
}
