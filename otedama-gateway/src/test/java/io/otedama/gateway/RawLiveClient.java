package io.otedama.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A WebSocket client of bytes, as badly behaved as a test wants. It reads only when asked to, and has little room until then. */
final class RawLiveClient implements AutoCloseable {
    /** An empty PING, masked with zeros. */
    static final byte[] PING = {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};

    private final Socket socket = new Socket();
    private final OutputStream out;
    private final InputStream in;

    /**
     * @param port of a gateway
     */
    RawLiveClient(int port) {
        try {
            socket.setReceiveBufferSize(4_096);
            socket.setSoTimeout(10_000);
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
            out = socket.getOutputStream();
            in = socket.getInputStream();
            out.write(("GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1:" + port
                            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            readHeaders();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readHeaders() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) in.read());
        }
        if (!text.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException(text.toString());
        }
    }

    /** A short text in one frame, masked with zeros. */
    void say(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = Arrays.copyOf(new byte[] {(byte) 0x81, (byte) (0x80 | bytes.length)}, 6 + bytes.length);
        System.arraycopy(bytes, 0, frame, 6, bytes.length);
        out.write(frame);
    }

    /** So many PINGs in one go. */
    void ping(int times) throws IOException {
        byte[] frames = new byte[times * PING.length];
        for (int i = 0; i < times; i++) {
            System.arraycopy(PING, 0, frames, i * PING.length, PING.length);
        }
        out.write(frames);
    }

    /** A CLOSE frame with the code 1000, masked with zeros. */
    void sayGoodbye() throws IOException {
        out.write(new byte[] {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 1_000 >> 8, (byte) (1_000 & 0xFF)});
    }

    /** The answers to so many empty PINGs. */
    byte[] readPongs(int times) throws IOException {
        return in.readNBytes(2 * times);
    }

    /** Reads until this is there. */
    void awaitText(String wanted) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(wanted, Math.max(0, text.length() - wanted.length())) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the gateway ended it before " + wanted);
            }
            text.append((char) next);
        }
    }

    /** True when the gateway has ended the connection; what it sent before is thrown away. */
    boolean isEnded() {
        try {
            while (in.read() >= 0) {
                // older
            }
            return true;
        } catch (IOException e) {
            return !(e instanceof java.net.SocketTimeoutException);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
