package io.otedama.stratum;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A miner reduced to a blocking socket: sends bytes, reads lines. */
public final class MinerSocket implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    public final Socket socket;
    private final InputStream in;

    public MinerSocket(InetSocketAddress address) throws IOException {
        this(address, 0);
    }

    public MinerSocket(InetSocketAddress address, int receiveBufferBytes) throws IOException {
        socket = new Socket();
        if (receiveBufferBytes > 0) {
            socket.setReceiveBufferSize(receiveBufferBytes);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", address.getPort()), TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** From an address of its own: 127.0.0.2 and further are as many as a test needs. */
    public MinerSocket(InetSocketAddress address, String from) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", address.getPort()), TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** On a connection that stands, such as one with TLS. */
    public MinerSocket(Socket connected) throws IOException {
        socket = connected;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** Sends bytes as they are. */
    public MinerSocket sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Sends the text as it is. */
    public MinerSocket sendRaw(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public MinerSocket send(String line) throws IOException {
        return sendRaw(line + "\n");
    }

    /** The next line, null at the end of the stream or after a reset. */
    public @Nullable String read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '\n') {
                    return line.toString(StandardCharsets.UTF_8);
                }
                line.write(c);
            }
        } catch (SocketException e) {
            return null;
        }
        return null;
    }

    /** Waits that long for the server's end of the connection; false when it has come. Answers stay to be read. */
    public boolean isOpen(int waitMillis) throws IOException {
        socket.setSoTimeout(waitMillis);
        in.mark(1);
        try {
            int next = in.read();
            in.reset();
            return next >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (SocketException e) {
            return false;
        } finally {
            socket.setSoTimeout(TIMEOUT_MILLIS);
        }
    }

    /** One request, one line back. */
    public String ask(String line) throws IOException {
        return String.valueOf(send(line).read());
    }

    /** Subscribes and authorizes worker {@code addr.w}; returns all lines up to the first notify if there is a job. */
    public MinerSocket handshake(boolean jobExpected) throws IOException {
        ask("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"test/1\"]}");
        ask("{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"addr.w\",\"x\"]}");
        if (jobExpected) {
            read();
            read();
        }
        return this;
    }

    public static String submit(Object id, String job) {
        return submit(id, "addr.w", job, "00000355", "514f20ac", "01cdf8d0");
    }

    public static String submit(Object id, String worker, String job, String extranonce2, String ntime, String nonce) {
        return "{\"id\":" + id + ",\"method\":\"mining.submit\",\"params\":[\"" + worker + "\",\"" + job + "\",\""
                + extranonce2 + "\",\"" + ntime + "\",\"" + nonce + "\"]}";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
