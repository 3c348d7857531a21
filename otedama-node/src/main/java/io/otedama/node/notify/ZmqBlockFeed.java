package io.otedama.node.notify;

import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The subscription to one node's {@code hashblock} topic: decodes messages, notices losses. Owned by the thread of
 * {@link ZmqBlockSubscriber}.
 *
 * <pre>
 *   frame 1  "hashblock"
 *   frame 2  block hash, 32 bytes in display order
 *   frame 3  sequence of the topic, 4 bytes little-endian
 * </pre>
 */
final class ZmqBlockFeed {
    static final String TOPIC = "hashblock";

    /** Messages that wait for us; the publisher drops what is beyond, which the sequence shows. */
    static final int MAX_WAITING = 1_000;

    static final int MAX_MESSAGE_BYTES = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(ZmqBlockFeed.class);
    private static final byte[] TOPIC_BYTES = TOPIC.getBytes(StandardCharsets.US_ASCII);
    private static final int SEQUENCE_BYTES = 4;
    private static final int RECONNECT_MS = 100;
    private static final int MAX_RECONNECT_MS = 2_000;
    private static final int HEARTBEAT_MS = 15_000;

    /** A connection whose greeting takes longer is given up and tried again; the library's own 30 s are many blocks. */
    private static final int HANDSHAKE_MS = 2_000;

    private final String address;
    private final ZMQ.Socket socket;
    private final TipListener listener;
    private final SequenceCheck sequence = new SequenceCheck();
    private boolean warned;

    ZmqBlockFeed(ZContext context, String address, TipListener listener) {
        this.address = address;
        this.listener = listener;
        this.socket = context.createSocket(SocketType.SUB);
        socket.setRcvHWM(MAX_WAITING);
        socket.setMaxMsgSize(MAX_MESSAGE_BYTES);
        socket.setReconnectIVL(RECONNECT_MS);
        socket.setReconnectIVLMax(MAX_RECONNECT_MS);
        socket.setHeartbeatIvl(HEARTBEAT_MS);
        socket.setHandshakeIvl(HANDSHAKE_MS);
        socket.subscribe(TOPIC_BYTES);
        socket.connect(address);
    }

    ZMQ.Socket socket() {
        return socket;
    }

    /** Takes every message that waits; of several only the newest matters. */
    void receiveAll() {
        TipHint hint = null;
        for (byte[] frame = socket.recv(ZMQ.DONTWAIT); frame != null; frame = socket.recv(ZMQ.DONTWAIT)) {
            TipHint next = decode(frame, rest());
            hint = isResync(hint) && next != null ? TipHint.resync(address) : next == null ? hint : next;
        }
        if (hint != null) {
            listener.onTipHint(hint);
        }
    }

    private static boolean isResync(@Nullable TipHint hint) {
        return hint != null && hint.tip() == null;
    }

    private byte[][] rest() {
        byte[][] frames = new byte[2][];
        int count = 0;
        while (socket.hasReceiveMore()) {
            byte[] frame = socket.recv();
            if (count < frames.length) {
                frames[count] = frame;
            }
            count++;
        }
        return count == frames.length ? frames : new byte[0][];
    }

    private @Nullable TipHint decode(byte[] topic, byte[][] rest) {
        if (!Arrays.equals(topic, TOPIC_BYTES)
                || rest.length != 2
                || rest[0].length != Hash256.BYTES
                || rest[1].length != SEQUENCE_BYTES) {
            if (!warned) {
                LOG.warn("{} publishes {} messages that are not of the known form; ignored", address, TOPIC);
                warned = true;
            }
            return null;
        }
        byte[] s = rest[1];
        int number = (s[0] & 0xff) | (s[1] & 0xff) << 8 | (s[2] & 0xff) << 16 | s[3] << 24;
        if (sequence.isGap(number)) {
            LOG.info("{} lost block notifications or the node restarted; asking the node", address);
            return TipHint.resync(address);
        }
        return TipHint.ofTip(address, Hash256.ofInternal(Hex.reversed(rest[0])));
    }
}
