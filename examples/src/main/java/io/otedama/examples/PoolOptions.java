package io.otedama.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where {@code run} and {@code check} take their settings from: a file, options, or a file of which options replace some
 * keys.
 */
final class PoolOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Settings in YAML; see pool.yaml. Options below replace what it says.")
    private @Nullable Path config;

    @Option(
            names = "--node",
            paramLabel = "URL",
            description = {
                "JSON-RPC of a coin daemon, http://user:password@host:port. Repeat it: the next takes over when one fails.",
                "Other users of this machine see a password given here; $${NAME} (quoted) reads it from the environment."
            })
    private @Nullable List<String> nodes;

    @Option(
            names = "--cookie",
            paramLabel = "FILE",
            description = "The daemon's .cookie file, for every --node without user and password.")
    private @Nullable String cookie;

    @Option(
            names = "--zmq",
            paramLabel = "ENDPOINT",
            description = "The daemon's zmqpubhashblock, tcp://host:port. Optional; repeatable.")
    private @Nullable List<String> zmq;

    @Option(
            names = "--template-provider",
            paramLabel = "HOST:PORT[/KEY]",
            description = {
                "A Stratum V2 Template Provider that gives the work and takes solutions, beside --node.",
                "Its KEY proves that it is the one. Default: the daemon itself gives the work."
            })
    private @Nullable String templateProvider;

    @Option(names = "--address", paramLabel = "ADDR", description = "Where every reward goes.")
    private @Nullable String address;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "For miners; port 0 takes a free one. Default " + PoolSettings.DEFAULT_LISTEN + ".")
    private @Nullable String listen;

    @Option(
            names = "--sv2",
            paramLabel = "HOST:PORT",
            description =
                    "Speaks Stratum V2 as well. The address of --listen: one port for both. Default: Stratum V1 alone.")
    private @Nullable String sv2;

    @Option(
            names = "--authority-key",
            paramLabel = "FILE",
            description = "Key that signs for --sv2; made, for its owner only, when it does not exist. Default: "
                    + Sv2Port.KEY_FILE + " in --data, else a new one at each start.")
    private @Nullable String authorityKey;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description =
                    "PEM: this server's certificate, then those that vouch for it. Miners may use stratum+ssl then."
                            + " Read again when it changes.")
    private @Nullable String tlsCertificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "PEM: the key of --tls-certificate, PKCS#8, readable by its owner only.")
    private @Nullable String tlsKey;

    @Option(
            names = "--sv2-acknowledge",
            paramLabel = "N",
            hidden = true,
            description = "Accepted shares that one acknowledgement of --sv2 speaks for; 1: each gets its own.")
    private @Nullable Integer sv2Acknowledge;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            description = "Dashboard, REST, WebSocket, metrics and health; off: nowhere. Default "
                    + HttpPort.DEFAULT_LISTEN + ", or a free port when it is busy.")
    private @Nullable String http;

    @Option(
            names = "--http-access",
            paramLabel = "WHAT",
            description = "What everybody may read there: miners (all but the operator's), pool, or none. Default "
                    + HttpPort.DEFAULT_ACCESS + ".")
    private @Nullable String httpAccess;

    @Option(names = "--http-tls", description = "HTTPS there, with --tls-certificate.")
    private boolean httpTls;

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            description = "sha256d or scrypt. Default: that of the daemon's chain.")
    private @Nullable String algorithm;

    @Option(
            names = "--difficulty",
            paramLabel = "D",
            description = "The same share difficulty for everybody, however small; never above the network's."
                    + " Default: follows each miner.")
    private @Nullable String difficulty;

    @Option(
            names = "--payout",
            paramLabel = "NAME[:key=value,...]",
            description = {
                "How rewards are shared out: solo, prop, pplns, tides, pps or the name of a plug-in.",
                "Every scheme takes fee and donation (basis points) and donation-to. User names are then addresses."
            })
    private @Nullable String payout;

    @Option(
            names = "--wallet",
            paramLabel = "URL",
            description =
                    "Pays what is owed from this wallet of the daemon, http://user:password@host:port/wallet/NAME,"
                            + " once an hour from a hundredth of a coin on. Default: nobody pays.")
    private @Nullable String wallet;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps the share journal and found blocks here. Default: nothing outlives the process.")
    private @Nullable String data;

    @Option(
            names = "--durability",
            paramLabel = "MODE",
            description =
                    "When shares in --data are safe from a power loss: batch (default, before the miner hears of it),"
                            + " interval:100ms or os. From a kill they are safe in any case.")
    private @Nullable String durability;

    @Option(
            names = "--start-timeout",
            paramLabel = "SECONDS",
            description = "How long to wait for the first work from a daemon. Default 60.")
    private @Nullable Integer startTimeout;

    /**
     * The settings.
     *
     * @throws io.otedama.error.ConfigurationException with every mistake
     */
    PoolSettings load(EnvironmentText environment) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (config != null) {
            YamlFile.read(config).forEach((key, value) -> document.put(String.valueOf(key), value));
        }
        document.putAll(options());
        Problems problems = new Problems(this::written);
        if (cookie != null && nodes == null) {
            problems.add("cookie", "stands alone", "Say with --node whose cookie it is");
        }
        return new SettingsReader(new Section("", document, problems, environment), problems).read();
    }

    /** A key of the settings as the user wrote it. */
    String written(String key) {
        return OptionNames.of(key, config == null ? null : options().keySet());
    }

    /** The options as if they had been written in a file. */
    private Map<String, Object> options() {
        Map<String, Object> document = new LinkedHashMap<>();
        if (nodes != null) {
            document.put("nodes", nodeElements(nodes));
        }
        put(document, "zmq", zmq);
        put(document, "templateProvider", templateProvider);
        put(document, "address", address);
        put(document, "listen", listen);
        put(document, "sv2", sv2);
        put(document, "authorityKey", authorityKey);
        if (tlsCertificate != null || tlsKey != null) {
            Map<String, Object> tls = new LinkedHashMap<>();
            put(tls, "certificate", tlsCertificate);
            put(tls, "key", tlsKey);
            document.put("tls", tls);
        }
        put(document, "sv2Acknowledge", sv2Acknowledge);
        put(document, "http", http);
        put(document, "httpAccess", httpAccess);
        put(document, "httpTls", httpTls ? true : null);
        put(document, "algorithm", algorithm);
        put(document, "difficulty", difficulty);
        put(document, "payout", payout);
        put(document, "wallet", wallet);
        put(document, "data", data);
        put(document, "durability", durability);
        put(document, "startTimeout", startTimeout);
        return document;
    }

    private List<Object> nodeElements(List<String> urls) {
        List<Object> elements = new ArrayList<>();
        for (String url : urls) {
            elements.add(cookie == null || url.indexOf('@') >= 0 ? url : Map.of("url", url, "cookie", cookie));
        }
        return elements;
    }

    private static void put(Map<String, Object> document, String key, @Nullable Object value) {
        if (value != null) {
            document.put(key, value);
        }
    }
}
