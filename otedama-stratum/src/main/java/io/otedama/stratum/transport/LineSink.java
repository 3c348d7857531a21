package io.otedama.stratum.transport;

/** Takes the lines of one connection, on its event loop. */
public interface LineSink {
    /** Asked before each line; false leaves the rest undecoded until {@link LineDecoder#resume}. */
    boolean isReady();

    /**
     * One line without its end. Never empty.
     *
     * @param line shared by all connections of the loop; valid during the call only
     * @param length bytes of {@code line} that count
     */
    void onLine(byte[] line, int length);
}
