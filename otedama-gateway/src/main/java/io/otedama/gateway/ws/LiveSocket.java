package io.otedama.gateway.ws;

/** The writing end of a client's connection. Any thread; never blocks. */
interface LiveSocket {
    /** True when what was sent has not left yet. */
    boolean isFull();

    void send(String text);

    /**
     * @param code of RFC 6455
     */
    void close(int code, String reason);
}
