package io.otedama.gateway.http;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Addresses of clients. */
public final class Addresses {
    private Addresses() {}

    /** The peer's; loopback for one without, such as a Unix socket. */
    public static InetAddress of(@Nullable SocketAddress peer) {
        String text = peer == null ? null : peer.hostAddress();
        if (text == null) {
            return InetAddress.getLoopbackAddress();
        }
        try {
            return InetAddress.getByName(text); // numbers, so nobody is asked
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
