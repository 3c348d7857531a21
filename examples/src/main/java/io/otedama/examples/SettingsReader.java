package io.otedama.examples;

import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.error.AddressException;
import io.otedama.error.ConfigurationException;
import io.otedama.examples.PoolSettings.ShareDifficulty;
import io.otedama.job.JobFactory;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.payment.PaymentPolicy;
import io.otedama.payout.PayoutTerms;
import io.otedama.pipeline.PipelineConfig;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.ProofOfWorks;
import io.otedama.security.GuardConfig;
import io.otedama.storage.journal.Durability;
import io.otedama.stratum.template.TemplateProviderConfig;
import io.otedama.stratum.transport.StratumLimits;
import io.otedama.stratum.v2.Sv2Settings;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the root of the settings. Every mistake is noted; what is wrong or missing has its default meanwhile. */
final class SettingsReader {
    private static final int MAX_START_SECONDS = 86_400;

    private final Section root;
    private final Problems problems;

    SettingsReader(Section root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /**
     * @throws io.otedama.error.ConfigurationException with every mistake
     */
    PoolSettings read() {
        Sources sources = sources();
        String address = address();
        InetSocketAddress listen = listen();
        ProofOfWork algorithm = algorithm();
        ShareDifficulty difficulty = new DifficultyReader(root, problems).read();
        PortSettings ports = new PortsReader(root, problems, difficulty).read();
        Path data = path("data");
        Sv2Port sv2 = sv2(data);
        HttpPort http = new HttpReader(root, problems, ports.tls()).read();
        Durability durability = durability();
        PayoutTerms payout = payout();
        PayingWallet wallet = wallet(address, new PaymentsReader(problems).read(root.section("payments")));
        String tag = coinbaseTag();
        Duration startTimeout = startTimeout();
        Bounds bounds = bounds();
        root.end();
        problems.throwIfAny();
        return new PoolSettings(
                sources.nodes(),
                sources.zmq(),
                sources.templateProvider(),
                Objects.requireNonNull(address),
                Objects.requireNonNull(listen),
                ports,
                sv2,
                http,
                algorithm,
                difficulty,
                data,
                durability,
                PoolSettings.DEFAULT_MATURITY,
                payout,
                wallet,
                tag,
                startTimeout,
                bounds.limits(),
                bounds.guard(),
                bounds.pipeline());
    }

    /** Where work comes from. */
    private record Sources(
            List<NodeEndpoint> nodes,
            List<String> zmq,
            @Nullable TemplateProviderConfig templateProvider) {}

    private Sources sources() {
        NodeReader reader = new NodeReader(root, problems);
        List<NodeEndpoint> nodes = reader.nodes();
        return new Sources(nodes, reader.zmq(nodes), templateProvider());
    }

    /** What nobody gets beyond. */
    private record Bounds(StratumLimits limits, GuardConfig guard, PipelineConfig pipeline) {}

    private Bounds bounds() {
        return new Bounds(
                new LimitsReader(problems).stratum(root.section("limits")),
                new GuardReader(problems).read(root.section("guard")),
                new LimitsReader(problems).pipeline(root.section("pipeline")));
    }

    private @Nullable TemplateProviderConfig templateProvider() {
        String text = root.text("templateProvider");
        return text == null
                ? null
                : problems.attempt(key -> "templateProvider", () -> TemplateProviderConfig.parse(text));
    }

    private @Nullable String address() {
        boolean written = root.has("address");
        String address = root.text("address");
        if (!written) {
            problems.add("address", "is missing", "Give the address that the rewards go to");
        } else if (address != null && Network.known().stream().noneMatch(n -> isValid(address, n))) {
            problems.add(
                    "address",
                    "is not a valid address of any network known here",
                    "Copy it again from your wallet, without spaces");
        }
        return address;
    }

    static boolean isValid(String address, Network network) {
        try {
            var unused = Address.parse(address, network);
            return true;
        } catch (AddressException e) {
            return false;
        }
    }

    private @Nullable InetSocketAddress listen() {
        boolean written = root.has("listen");
        String listen = root.text("listen");
        if (listen == null && written) {
            return null;
        }
        return problems.attempt(
                key -> key, () -> ListenAddress.parse(listen == null ? PoolSettings.DEFAULT_LISTEN : listen));
    }

    private @Nullable Sv2Port sv2(@Nullable Path data) {
        String listen = root.text("sv2");
        Path key = path("authorityKey");
        int acknowledged = sv2Acknowledge();
        if (listen == null) {
            if (root.has("authorityKey")) {
                problems.add("authorityKey", "is of no use without sv2", "Say with sv2 where Stratum V2 is spoken");
            }
            return null;
        }
        InetSocketAddress address = problems.attempt(k -> "sv2", () -> ListenAddress.parse(listen));
        return address == null ? null : new Sv2Port(address, Sv2Port.keyFile(key, data), acknowledged);
    }

    private int sv2Acknowledge() {
        int shares = root.integer("sv2Acknowledge", Sv2Settings.defaults().acknowledgedShares());
        if (shares < 1 || shares > Sv2Port.MAX_ACKNOWLEDGED_SHARES) {
            problems.add("sv2Acknowledge", "is " + shares + " shares", "Use 1 to " + Sv2Port.MAX_ACKNOWLEDGED_SHARES);
        } else if (root.has("sv2Acknowledge") && !root.has("sv2")) {
            problems.add("sv2Acknowledge", "is of no use without sv2", "Say with sv2 where Stratum V2 is spoken");
        }
        return shares;
    }

    private @Nullable ProofOfWork algorithm() {
        String name = root.text("algorithm");
        return name == null ? null : problems.attempt(key -> "algorithm", () -> ProofOfWorks.byName(name));
    }

    private @Nullable PayingWallet wallet(@Nullable String address, PaymentPolicy policy) {
        String url = root.text("wallet");
        String passphrase = root.text("walletPassphrase");
        if (url == null) {
            if (root.has("walletPassphrase")) {
                problems.add("walletPassphrase", "is of no use without a wallet", "Name it with wallet");
            }
            if (root.has("payments")) {
                problems.add("payments", "are of no use without a wallet", "Name it with wallet");
            }
            return null;
        }
        NodeEndpoint endpoint = problems.attempt(key -> "wallet", () -> NodeEndpoint.parse(url));
        List<Network> networks = address == null
                ? List.of()
                : Network.known().stream().filter(n -> isValid(address, n)).toList();
        if (networks.size() != 1) {
            problems.add(
                    "wallet",
                    "belongs to a network that the address does not name",
                    "Give an address of one network only, best one that begins with the network's letters (bc1, ltc1)");
            return null;
        }
        return endpoint == null
                ? null
                : new PayingWallet(
                        endpoint, networks.get(0), policy, passphrase == null ? null : passphrase::toCharArray);
    }

    private @Nullable PayoutTerms payout() {
        String text = root.text("payout");
        if (text == null) {
            return null;
        }
        try {
            return PayoutTerms.parse(text);
        } catch (ConfigurationException e) {
            e.problems().forEach(p -> problems.add(p.key(), p.problem(), p.remedy()));
            return null;
        }
    }

    private @Nullable Path path(String key) {
        String text = root.text(key);
        try {
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException e) {
            problems.add(key, "is not a path: " + e.getReason(), "Name a file or directory");
            return null;
        }
    }

    private Durability durability() {
        String text = root.text("durability");
        if (text == null) {
            return PoolSettings.DEFAULT_DURABILITY;
        }
        if (!root.has("data")) {
            problems.add("durability", "is of no use without a journal on disk", "Name its directory with data");
        }
        Durability durability = problems.attempt(key -> "durability", () -> Durability.parse(text));
        return durability == null ? PoolSettings.DEFAULT_DURABILITY : durability;
    }

    private String coinbaseTag() {
        String tag = root.text("coinbaseTag");
        if (tag == null) {
            return PoolSettings.DEFAULT_TAG;
        }
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(tag);
        if (!ascii || tag.length() > JobFactory.maxTagBytes()) {
            problems.add(
                    "coinbaseTag",
                    "is not ASCII or too long",
                    "Use at most " + JobFactory.maxTagBytes() + " ASCII characters");
        }
        return tag;
    }

    private Duration startTimeout() {
        int seconds = root.integer("startTimeout", (int) PoolSettings.DEFAULT_START_TIMEOUT.toSeconds());
        if (seconds < 1 || seconds > MAX_START_SECONDS) {
            problems.add("startTimeout", "is " + seconds + " seconds", "Use 1 to " + MAX_START_SECONDS);
        }
        return Duration.ofSeconds(seconds);
    }
}
