package io.otedama.bench.load;

import java.net.InetSocketAddress;
import java.util.List;

/** Whom a generator may load. */
final class TargetAddress {
    private static final int MAX_PORT = 65_535;
    private static final InetSocketAddress NOWHERE = new InetSocketAddress("127.0.0.1", 0);

    private TargetAddress() {}

    /**
     * Reads HOST:PORT; every mistake goes to {@code wrong}.
     *
     * @param owned whether the user vouches for a server elsewhere
     */
    static InetSocketAddress parse(String text, boolean owned, List<String> wrong) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1
                || !port.matches("\\d{1,5}")
                || Integer.parseInt(port) > MAX_PORT
                || Integer.parseInt(port) == 0) {
            wrong.add("--server: '" + text + "' is no HOST:PORT");
            return NOWHERE;
        }
        InetSocketAddress address =
                new InetSocketAddress(text.substring(0, colon).replaceAll("[\\[\\]]", ""), Integer.parseInt(port));
        if (address.isUnresolved()) {
            wrong.add("--server: host '" + address.getHostString() + "' is unknown");
            return NOWHERE;
        }
        if (!address.getAddress().isLoopbackAddress() && !owned) {
            wrong.add("--server: " + address.getAddress().getHostAddress() + " is not this machine."
                    + " A load generator is a weapon; add --i-own-this-server when the server is yours");
        }
        return address;
    }
}
