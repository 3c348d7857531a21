package io.otedama.examples.soak;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** One non-blocking socket that sends bytes and receives lines. The swarm's thread only. */
final class Wire {
    private static final int MAX_LINE = 1 << 16;
    private static final ByteBuffer READ = ByteBuffer.allocate(1 << 16);

    private final SocketChannel channel;
    private final SelectionKey key;
    private byte[] out = new byte[512];
    private int from;
    private int to;
    private byte[] line = new byte[512];
    private int lineLength;

    /**
     * @param receiveBufferBytes 0 for the system's choice
     */
    Wire(Selector selector, InetSocketAddress target, int receiveBufferBytes, Peer owner) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (receiveBufferBytes > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
        }
        boolean connected = channel.connect(target);
        key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, owner);
    }

    boolean isConnected() {
        return channel.isConnected();
    }

    /** The selector says that the connection is made, or has failed. */
    void finishConnect() throws IOException {
        if (channel.finishConnect()) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    void stopReading() {
        key.interestOps(0);
    }

    /** Gathers bytes until {@link #flush}. */
    void send(byte[] bytes) {
        if (from == to) {
            from = 0;
            to = 0;
        }
        if (to + bytes.length > out.length) {
            out = Arrays.copyOfRange(out, from, from + Math.max(2 * (to - from), to - from + bytes.length));
            to -= from;
            from = 0;
        }
        System.arraycopy(bytes, 0, out, to, bytes.length);
        to += bytes.length;
    }

    /** Bytes that wait to be written. */
    int waiting() {
        return to - from;
    }

    /** Writes what the socket takes, at most so many bytes. */
    void flush(int most) throws IOException {
        if (from < to) {
            from += channel.write(ByteBuffer.wrap(out, from, Math.min(most, to - from)));
        }
    }

    /** Reads what is there; false at the end of the stream. */
    boolean read(Consumer<String> lines) throws IOException {
        READ.clear();
        int count = channel.read(READ);
        for (int i = 0; i < count; i++) {
            byte b = READ.get(i);
            if (b == '\n') {
                String text = new String(line, 0, lineLength, StandardCharsets.US_ASCII);
                lineLength = 0;
                lines.accept(text);
            } else {
                add(b);
            }
        }
        return count >= 0;
    }

    private void add(byte b) throws IOException {
        if (lineLength == line.length) {
            if (lineLength == MAX_LINE) {
                throw new IOException("the pool sent a line longer than " + MAX_LINE + " bytes");
            }
            line = Arrays.copyOf(line, 2 * lineLength);
        }
        line[lineLength++] = b;
    }

    /**
     * @param reset true to end without a farewell (RST), false in order (FIN)
     */
    void close(boolean reset) {
        try {
            if (reset && channel.isConnected()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
