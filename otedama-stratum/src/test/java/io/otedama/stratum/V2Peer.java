package io.otedama.stratum;

import io.otedama.stratum.v2.frame.FrameCipher;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.frame.FrameHeader;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.frame.PlainCipher;
import io.otedama.stratum.v2.message.MessageView;
import io.otedama.stratum.v2.message.common.SetupConnection;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A Stratum V2 peer reduced to a blocking socket: writes frames, reads frames. */
public final class V2Peer implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    public final Socket socket;
    private final DataInputStream in;
    private final FrameWriter writer = new FrameWriter();
    private FrameCipher sealer = new PlainCipher();
    private FrameCipher opener = new PlainCipher();

    /** One frame. */
    @SuppressWarnings("ArrayRecordComponent") // read once
    public record Frame(int extensionType, int type, byte[] payload) {
        /** The frame as that message. */
        public <M extends MessageView> M as(M message) {
            if (message.type().code() != type) {
                throw new AssertionError("expected " + message.type() + ", got type " + Integer.toHexString(type));
            }
            try {
                message.wrap(payload, 0, payload.length);
            } catch (FrameException e) {
                throw new AssertionError(e);
            }
            return message;
        }
    }

    public V2Peer(InetSocketAddress address) throws IOException {
        this(address, "127.0.0.1");
    }

    /** From an address of its own: 127.0.0.2 and further are as many as a test needs. */
    public V2Peer(InetSocketAddress address, String from) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", address.getPort()), TIMEOUT_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** The server's side of a connection that was accepted. */
    public V2Peer(Socket accepted) throws IOException {
        socket = accepted;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** From now on everything is sealed. */
    public V2Peer encrypted(FrameCipher outgoing, FrameCipher incoming) {
        sealer = outgoing;
        opener = incoming;
        return this;
    }

    /** Sends bytes as they are. */
    public V2Peer sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    public byte[] readRaw(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** Sends what is written. */
    public V2Peer send(Consumer<FrameWriter> message) throws IOException {
        writer.reset();
        message.accept(writer);
        return sendRaw(sealed(writer.toBytes()));
    }

    private byte[] sealed(byte[] frames) {
        byte[] out = new byte[frames.length + (frames.length / FrameHeader.BYTES + 1) * 2 * sealer.overheadBytes()];
        int length = 0;
        for (int at = 0; at < frames.length; ) {
            int payload = FrameHeader.payloadBytes(frames, at);
            length += sealer.seal(frames, at, FrameHeader.BYTES, out, length);
            at += FrameHeader.BYTES;
            for (int left = payload; left > 0; left -= FrameHeader.MAX_CHUNK_BYTES) {
                int chunk = Math.min(left, FrameHeader.MAX_CHUNK_BYTES);
                length += sealer.seal(frames, at, chunk, out, length);
                at += chunk;
            }
        }
        return Arrays.copyOf(out, length);
    }

    /** The next frame, null at the end of the stream or after a reset. */
    public @Nullable Frame read() throws IOException {
        try {
            byte[] header = open(FrameHeader.BYTES);
            int length = FrameHeader.payloadBytes(header, 0);
            byte[] payload = new byte[length];
            for (int at = 0; at < length; ) {
                byte[] chunk = open(Math.min(length - at, FrameHeader.MAX_CHUNK_BYTES));
                System.arraycopy(chunk, 0, payload, at, chunk.length);
                at += chunk.length;
            }
            return new Frame(FrameHeader.extensionType(header, 0), FrameHeader.messageType(header, 0), payload);
        } catch (EOFException | SocketException e) {
            return null;
        }
    }

    private byte[] open(int plainBytes) throws IOException {
        byte[] sealed = new byte[plainBytes + opener.overheadBytes()];
        in.readFully(sealed);
        byte[] plain = new byte[plainBytes + opener.overheadBytes()];
        try {
            return Arrays.copyOf(plain, opener.open(sealed, 0, sealed.length, plain, 0));
        } catch (FrameException e) {
            throw new IOException(e);
        }
    }

    /**
     * The next frame as that message.
     *
     * @throws EOFException when the connection ended instead
     */
    public <M extends MessageView> M expect(M message) throws IOException {
        Frame frame = read();
        if (frame == null) {
            throw new EOFException("expected " + message.type() + ", got the end");
        }
        return frame.as(message);
    }

    /** SetupConnection for mining with these flags. */
    public V2Peer setup(long flags) throws IOException {
        return setup(0, 2, 2, flags);
    }

    public V2Peer setup(int protocol, int minVersion, int maxVersion, long flags) throws IOException {
        return send(out -> SetupConnection.encode(
                out, protocol, minVersion, maxVersion, flags, "pool.test", 34254, "test", "t1", "f1", "d1"));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
