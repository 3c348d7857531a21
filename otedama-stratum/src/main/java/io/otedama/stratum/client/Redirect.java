package io.otedama.stratum.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * A wish of the server that the client comes back elsewhere ({@code client.reconnect}): where to and after how long. A server may send its miners to another port, or to another
 * host of its own domain; any other host is ignored and the client comes back to where it was, because whoever can
 * inject one line could otherwise steal the work.
 *
 * @param address unresolved host and port
 * @param waitMs bounded by {@value #MAX_WAIT_SECONDS} seconds
 */
public record Redirect(InetSocketAddress address, long waitMs) {
    public static final int MAX_WAIT_SECONDS = 300;

    /** Reads [], [host], [host, port] or [host, port, wait]; numbers may be strings. */
    static Redirect read(JsonNode params, InetSocketAddress current) {
        String host = params.path(0).asText("").strip();
        if (host.isEmpty() || !sameOwner(host, current.getHostString())) {
            host = current.getHostString();
        }
        long port = params.has(1) ? Fields.integer(params.path(1), "port of client.reconnect") : 0;
        if (port < 1 || port > 65_535) {
            port = current.getPort();
        }
        long waitSeconds = params.has(2) ? Fields.integer(params.path(2), "wait of client.reconnect") : 0;
        long boundedSeconds = Math.max(0, Math.min(MAX_WAIT_SECONDS, waitSeconds));
        return new Redirect(InetSocketAddress.createUnresolved(host, (int) port), 1000 * boundedSeconds);
    }

    /** Equal, or names that share all but their first label, with at least two labels in common. */
    public static boolean sameOwner(String host, String current) {
        String a = host.toLowerCase(Locale.ROOT);
        String b = current.toLowerCase(Locale.ROOT);
        if (a.equals(b)) {
            return true;
        }
        if (isAddress(a) || isAddress(b)) {
            return false;
        }
        String domain = b.substring(b.indexOf('.') + 1);
        return domain.indexOf('.') > 0 && (a.equals(domain) || a.endsWith("." + domain));
    }

    private static boolean isAddress(String host) {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }
}
