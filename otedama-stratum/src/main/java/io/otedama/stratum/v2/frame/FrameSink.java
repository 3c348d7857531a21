package io.otedama.stratum.v2.frame;

/** Takes the frames of one connection, in order, on its event loop. */
public interface FrameSink {
    /**
     * Asked before each frame; false leaves the rest unread until {@link FrameDecoder#resume}. False, too, of a sink that
     * has closed its connection.
     */
    boolean isReady();

    /**
     * One frame, of a known extension or not.
     *
     * @param extensionType first two bytes of the header, channel bit included: see {@link FrameHeader#extensionId} and
     *     {@link FrameHeader#hasChannelBit}
     * @param payload holds other bytes too; valid during the call only
     * @param length plain bytes of the payload from {@code offset}, 0 to the decoder's limit
     */
    void onFrame(int extensionType, int messageType, byte[] payload, int offset, int length);

    /** The stream cannot be understood any more; nothing follows. The connection must be closed. */
    void onFrameError(FrameException error);
}
