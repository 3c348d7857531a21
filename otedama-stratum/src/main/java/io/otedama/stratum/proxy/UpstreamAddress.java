package io.otedama.stratum.proxy;

import io.otedama.error.ConfigurationException;
import io.otedama.stratum.v2.noise.AuthorityKey;

/**
 * A pool that speaks Stratum V2.
 *
 * @param host name or address, resolved at every attempt to connect
 * @param authority signs the pool's certificate
 */
public record UpstreamAddress(String host, int port, AuthorityKey authority) {
    private static final String SCHEME = "stratum2+tcp://";
    private static final String FORM =
            "Write HOST:PORT/KEY, as the pool prints them: 'sv2: listening on HOST:PORT authority=KEY'";
    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code HOST:PORT/KEY}, also with {@code stratum2+tcp://} before it.
     *
     * @throws ConfigurationException saying what is wrong
     */
    public static UpstreamAddress parse(String text) {
        String rest = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
        int slash = rest.lastIndexOf('/');
        int colon = rest.lastIndexOf(':', slash < 0 ? rest.length() : slash);
        if (slash < 0 || colon < 1) {
            throw new ConfigurationException("upstream", "'" + text + "' is no HOST:PORT/KEY", FORM);
        }
        String digits = rest.substring(colon + 1, slash);
        boolean number = digits.matches("[0-9]{1,5}") && Integer.parseInt(digits) >= 1;
        if (!number || Integer.parseInt(digits) > MAX_PORT) {
            throw new ConfigurationException("upstream", "'" + digits + "' is not a port from 1 to " + MAX_PORT, FORM);
        }
        String host = rest.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        try {
            AuthorityKey key = AuthorityKey.parse(rest.substring(slash + 1));
            return new UpstreamAddress(
                    bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(digits), key);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("upstream", String.valueOf(e.getMessage()), FORM);
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }
}
