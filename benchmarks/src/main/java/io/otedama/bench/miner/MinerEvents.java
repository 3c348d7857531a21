package io.otedama.bench.miner;

/** What a {@link MinerConnection} tells its miner; on the event loop. */
public interface MinerEvents {
    /** The server has taken the miner in. */
    void onReady();

    /**
     * A job came.
     *
     * @param previousBlock as the server wrote it
     */
    void onNotice(String previousBlock, boolean clean);

    /**
     * The answer to a submit, once for each id.
     *
     * @param code 0: accepted; else the server's error code, for Stratum V2 that of Stratum V1 for the same reason
     */
    void onReply(long id, int code, String message);

    /** All that one read has brought has been told; what is submitted now goes out in one write. */
    void onReadComplete();

    /** The end of the connection, exactly once. */
    void onClosed(String why);
}
