package io.otedama.gateway.ws;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.otedama.spi.PoolClock;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxHandler;
import java.util.concurrent.atomic.AtomicBoolean;

/** Vert.x's socket, and the TCP connection below it. Any thread. */
final class VertxSocket implements LiveSocket {
    private final ServerWebSocket socket;
    private final Channel channel;
    private final AtomicBoolean closing = new AtomicBoolean();

    private VertxSocket(ServerWebSocket socket, Channel channel) {
        this.socket = socket;
        this.channel = channel;
    }

    /**
     * Vert.x Web hides what is below its sockets, so it is found by the connection.
     *
     * @throws IllegalStateException when that connection is not Vert.x's own, or is gone
     */
    static VertxSocket guarded(ServerWebSocket socket, HttpConnection connection, PoolClock clock) {
        if (!(connection instanceof ConnectionBase base)) {
            throw new IllegalStateException("no connection of Vert.x: " + connection.getClass());
        }
        Channel channel = base.channel();
        ChannelHandlerContext reader = channel.pipeline().context(VertxHandler.class);
        if (reader == null) {
            throw new IllegalStateException("the connection is gone");
        }
        channel.pipeline().addBefore(reader.name(), FrameGuard.class.getName(), new FrameGuard(clock));
        return new VertxSocket(socket, channel);
    }

    @Override
    public boolean isFull() {
        try {
            return closing.get() || socket.isClosed() || socket.writeQueueFull();
        } catch (IllegalStateException e) {
            return true; // it was closed in between
        }
    }

    @Override
    public void send(String text) {
        if (!closing.get() && !socket.isClosed()) {
            socket.writeTextMessage(text);
        }
    }

    @Override
    public void close(int code, String reason) {
        if (closing.compareAndSet(false, true)) {
            socket.close((short) code, reason);
            HardEnd.soon(channel);
        }
    }

    /** Ends it at once. */
    void cut() {
        closing.set(true);
        HardEnd.of(channel);
    }
}
