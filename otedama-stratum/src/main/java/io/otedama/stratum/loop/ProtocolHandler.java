package io.otedama.stratum.loop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** What a protocol does for a {@link LoopConnection}. Event loop only. */
abstract class ProtocolHandler<J extends LoopJob> extends ChannelInboundHandlerAdapter implements PeerGuard.Actions {
    /**
     * Decodes while {@link LoopConnection#isReady}.
     *
     * @param bytes what has been read, to be released; null to go on with what is waiting
     */
    protected abstract void decode(@Nullable ByteBuf bytes);

    /** True once the miner may mine: the handshake's time-out no longer counts. */
    protected abstract boolean isStarted();

    /** True for a peer that is not ended for saying nothing. */
    protected boolean mayBeSilent() {
        return false;
    }

    /** True while a session holds a share for which the ring had no room. */
    protected abstract boolean isParked();

    /** Tries to bring the parked shares into the ring; false while one is left. */
    protected abstract boolean retryParked();

    /** False while as many submits are under way as may be. */
    protected abstract boolean hasRoomForSubmits();

    /** Every few seconds: idle sessions get easier. */
    protected abstract void tickSessions();

    /** Each second, after the time-outs. */
    protected void tick(long nowNs) {}

    /** The socket has room again: sends the work that was held back. */
    protected abstract void sendHeld();

    /**
     * A new job has come.
     *
     * @return true when something was written
     */
    protected abstract boolean writeJob(J job);

    /** Writes the request to connect again. */
    protected abstract void writeReconnect();

    /** Tells the miner that much of what it sends is refused; nothing where the protocol has no words for it. */
    @Override
    public void warn() {}

    @Override
    public final void reconnect() {
        writeReconnect();
    }

    /** True while a message has begun and not ended. */
    protected abstract boolean isAmidMessage();

    /** The server ends this connection: writes what the miner must still be told. */
    protected void writeLast() {}

    /** The connection is gone: ends its sessions, gives back what it holds. */
    protected abstract void release();
}
