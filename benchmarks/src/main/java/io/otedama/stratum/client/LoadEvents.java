package io.otedama.stratum.client;

/** What a {@link LoadConnection} tells its miner; on the event loop. */
public interface LoadEvents {
    /** The server has accepted subscribe and authorize. */
    void onReady();

    /**
     * A job came.
     *
     * @param previousBlock as the server wrote it
     */
    void onNotice(String previousBlock, boolean clean);

    /**
     * The answer to a submit.
     *
     * @param code 0: accepted; else the server's error code
     */
    void onReply(long id, int code, String message);

    /** All that one read has brought has been told; what is submitted now goes out in one write. */
    void onReadComplete();

    /** The end of the connection, exactly once. */
    void onClosed(String why);
}
