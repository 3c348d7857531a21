package io.otedama.gateway.ws;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection without a word. A close that says goodbye waits behind everything that was written before, which is forever when
 * the other side does not read. Any thread.
 */
final class HardEnd {
    /** How long a connection may take to end once it was closed, in seconds. */
    static final long GOODBYE_SECONDS = 5;

    private HardEnd() {}

    /** Now; what was not sent yet is thrown away, by the operating system too. */
    static void of(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first != null) { // from the first on it goes outwards: past Vert.x and TLS, which would say goodbye
            var unused = first.close();
        }
    }

    /** Unless it has ended by itself until then. */
    static void soon(Channel channel) {
        ScheduledFuture<?> end = channel.eventLoop().schedule(() -> of(channel), GOODBYE_SECONDS, TimeUnit.SECONDS);
        var unused = channel.closeFuture().addListener(closed -> end.cancel(false));
    }
}
