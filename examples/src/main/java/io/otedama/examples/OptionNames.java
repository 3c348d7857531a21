package io.otedama.examples;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the user wrote a setting: {@code address} in a file is {@code --address} on the command line. */
final class OptionNames {
    private static final Map<String, String> BY_KEY = Map.ofEntries(
            entry("nodes", "--node"),
            entry("cookie", "--cookie"),
            entry("zmq", "--zmq"),
            entry("templateProvider", "--template-provider"),
            entry("address", "--address"),
            entry("listen", "--listen"),
            entry("sv2", "--sv2"),
            entry("authorityKey", "--authority-key"),
            entry("tls", "--tls-certificate"),
            entry("tls.certificate", "--tls-certificate"),
            entry("tls.key", "--tls-key"),
            entry("sv2Acknowledge", "--sv2-acknowledge"),
            entry("http", "--http"),
            entry("httpAccess", "--http-access"),
            entry("httpTls", "--http-tls"),
            entry("algorithm", "--algorithm"),
            entry("difficulty", "--difficulty"),
            entry("payout", "--payout"),
            entry("wallet", "--wallet"),
            entry("data", "--data"),
            entry("durability", "--durability"),
            entry("startTimeout", "--start-timeout"));

    private OptionNames() {}

    /**
     * @param key of the settings, such as {@code nodes[0].url}
     * @param given keys that came from the command line; null: all of them
     */
    static String of(String key, @Nullable Set<String> given) {
        int end = 0;
        while (end < key.length() && key.charAt(end) != '.' && key.charAt(end) != '[') {
            end++;
        }
        String root = key.substring(0, end);
        String option = BY_KEY.getOrDefault(key, BY_KEY.get(root));
        if (option == null) {
            return key;
        }
        return given == null || given.contains(root) || root.equals("cookie") ? option : key;
    }
}
