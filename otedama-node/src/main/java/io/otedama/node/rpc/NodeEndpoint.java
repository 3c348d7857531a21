package io.otedama.node.rpc;

import io.otedama.error.ConfigurationException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Where a node's JSON-RPC server is and what opens it. Immutable but for the cookie, which is re-read when the node
 * refuses it. Neither {@link #name()} nor {@link #toString()} ever shows a password.
 */
public final class NodeEndpoint {
    private final String scheme;
    private final String host;
    private final int port;
    private final String path;
    private final Credentials credentials;

    NodeEndpoint(String scheme, String host, int port, String path, Credentials credentials) {
        this.scheme = scheme;
        this.host = host;
        this.port = port;
        this.path = path;
        this.credentials = credentials;
    }

    /**
     * From {@code http://user:password@host:port}, optionally {@code https} and with a path. Special characters of user
     * and password may be percent-encoded; a plain {@code @} or {@code /} in the password is understood, too.
     *
     * @throws ConfigurationException saying what is wrong, never showing the password
     */
    public static NodeEndpoint parse(String url) {
        return EndpointParser.withPassword(url);
    }

    /**
     * From {@code http://host:port} and the {@code .cookie} file in the node's data directory. The file need not exist
     * yet.
     *
     * @throws ConfigurationException when the URL is wrong or carries a user name
     */
    public static NodeEndpoint cookie(String url, Path cookieFile) {
        return EndpointParser.withCookie(url, cookieFile);
    }

    /**
     * The same daemon, asked for one of its wallets: the path becomes {@code /wallet/NAME}.
     *
     * @throws ConfigurationException when the name is empty
     */
    public NodeEndpoint forWallet(String walletName) {
        if (walletName.isEmpty()) {
            throw new ConfigurationException("wallet", "the wallet's name is empty", "Leave it out, or name one");
        }
        String escaped = URLEncoder.encode(walletName, StandardCharsets.UTF_8).replace("+", "%20");
        return new NodeEndpoint(scheme, host, port, "/wallet/" + escaped, credentials);
    }

    /** {@code host:port}: names the node in logs, health and errors. */
    public String name() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    String scheme() {
        return scheme;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    String path() {
        return path;
    }

    Credentials credentials() {
        return credentials;
    }

    /** Shows everything but secrets. */
    @Override
    public String toString() {
        return scheme + "://" + name() + path + " (" + credentials + ")";
    }
}
