package io.otedama.gateway.ws;

/** The writing end of a client's connection. Any thread; never blocks, never throws. */
interface LiveSocket {
    /** True when what was sent has not left yet, or never will because the connection has ended. */
    boolean isFull();

    void send(String text);

    /**
     * @param code of RFC 6455
     */
    void close(int code, String reason);
}
