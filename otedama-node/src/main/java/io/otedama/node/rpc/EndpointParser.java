package io.otedama.node.rpc;

import io.otedama.error.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads node URLs. Not {@link java.net.URI}, because that one refuses many passwords people use and repeats the whole
 * text, password included, in its exceptions.
 *
 * <pre>
 *   http://  user:password  @  host : port  /path
 *            |                 |
 *            up to the last @  after the last @
 * </pre>
 */
final class EndpointParser {
    private static final String KEY = "node";
    private static final String FORM = "Write it as http://user:password@host:port";
    private static final int MAX_PORT = 65_535;

    private EndpointParser() {}

    static NodeEndpoint withPassword(String url) {
        String scheme = scheme(url);
        String rest = url.strip().substring(scheme.length() + 3);
        int at = rest.lastIndexOf('@');
        if (at < 0) {
            throw problem("the URL has no user and password", FORM + " or give the node's cookie file");
        }
        String login = rest.substring(0, at);
        int colon = login.indexOf(':');
        if (colon < 1) {
            throw problem("the URL needs both a user and a password before the @", FORM);
        }
        String user = decode(login.substring(0, colon), "user");
        if (user.indexOf(':') >= 0) {
            throw problem("the user contains a colon, which basic authentication cannot carry", "Choose another user");
        }
        String password = decode(login.substring(colon + 1), "password");
        if (password.isEmpty()) {
            throw problem("the password is empty", FORM);
        }
        return at(scheme, rest.substring(at + 1), new UserPassword(user, password));
    }

    static NodeEndpoint withCookie(String url, Path cookieFile) {
        String scheme = scheme(url);
        String rest = url.strip().substring(scheme.length() + 3);
        if (rest.indexOf('@') >= 0) {
            throw problem("the URL has a user although a cookie file is given", "Give one of the two");
        }
        return at(scheme, rest, new CookieFile(cookieFile));
    }

    private static String scheme(String url) {
        String lower = url.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://")) {
            return "http";
        }
        if (lower.startsWith("https://")) {
            return "https";
        }
        throw problem("the URL starts with neither http:// nor https://", FORM);
    }

    private static NodeEndpoint at(String scheme, String hostPortPath, Credentials credentials) {
        int slash = hostPortPath.indexOf('/');
        String authority = slash < 0 ? hostPortPath : hostPortPath.substring(0, slash);
        String path = slash < 0 ? "/" : hostPortPath.substring(slash);
        int colon = authority.lastIndexOf(':');
        if (colon < 0 || authority.endsWith("]")) {
            throw problem("the URL names no port", FORM + " (8332 for Bitcoin, 9332 for Litecoin)");
        }
        return new NodeEndpoint(
                scheme, host(authority.substring(0, colon)), port(authority.substring(colon + 1)), path, credentials);
    }

    private static String host(String text) {
        String host = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        boolean plain = !host.isEmpty()
                && host.chars()
                        .allMatch(c -> Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == ':');
        boolean bareIpv6 = host.indexOf(':') >= 0 && host.equals(text);
        if (!plain || bareIpv6) {
            throw problem("the host of the URL is not a name or an address", FORM + "; IPv6 goes in [brackets]");
        }
        return host;
    }

    private static int port(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = digits ? Integer.parseInt(text) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw problem("the port of the URL is not a number from 1 to " + MAX_PORT, FORM);
        }
        return port;
    }

    private static String decode(String text, String part) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                out.write(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw problem(
                        "the " + part + " has a % that two hex digits do not follow",
                        "Write a plain percent sign as %25");
            }
            out.write(high << 4 | low);
            i += 2;
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ConfigurationException problem(String problem, String remedy) {
        return new ConfigurationException(KEY, problem, remedy);
    }
}
