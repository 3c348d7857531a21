package io.otedama.examples;

import io.otedama.error.ConfigurationException;
import java.net.InetSocketAddress;

/** Reads and shows HOST:PORT. */
final class ListenAddress {
    private static final String KEY = "listen";
    private static final String FORM = "Write HOST:PORT, for example 0.0.0.0:3333; port 0 takes a free one";
    private static final int MAX_PORT = 65_535;

    private ListenAddress() {}

    /**
     * @throws ConfigurationException when it is not an address of this form, or the host is unknown
     */
    static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new ConfigurationException(KEY, "'" + text + "' is no HOST:PORT", FORM);
        }
        String digits = text.substring(colon + 1);
        boolean isNumber =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber || Integer.parseInt(digits) > MAX_PORT) {
            throw new ConfigurationException(KEY, "'" + digits + "' is not a port from 0 to " + MAX_PORT, FORM);
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.indexOf(':') >= 0 && !bracketed) {
            throw new ConfigurationException(KEY, "'" + host + "' needs brackets", "Write IPv6 as [" + host + "]:PORT");
        }
        InetSocketAddress address = new InetSocketAddress(
                bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(digits));
        if (address.isUnresolved()) {
            throw new ConfigurationException(KEY, "host '" + host + "' is unknown", "Use an address of this machine");
        }
        return address;
    }

    /** The host as it was written with the port that is in use. */
    static String show(InetSocketAddress written, int port) {
        String host = written.getHostString();
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }
}
