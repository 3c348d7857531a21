package io.otedama.examples;

import io.otedama.Pool;
import io.otedama.chain.Network;
import io.otedama.error.ConfigurationException;
import io.otedama.gateway.Gateway;
import io.otedama.gateway.GatewayBuilder;
import io.otedama.gateway.http.PublicAccess;
import io.otedama.gateway.metrics.PrometheusExposition;
import io.otedama.gateway.view.PoolCard;
import io.otedama.payout.PayoutTerms;
import io.otedama.spi.MetricsSink;
import io.otedama.stratum.StratumPort;
import io.otedama.stratum.TlsUse;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway of one run. It opens before the pool starts, so that whoever asks for its health hears what it waits for. For one
 * thread.
 */
final class HttpDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);

    private final PoolSettings settings;
    private final @Nullable HttpPort port;
    private final PrometheusExposition exposition;
    private @Nullable Gateway gateway;

    HttpDoor(PoolSettings settings) {
        this.settings = settings;
        this.port = settings.http();
        this.exposition = new PrometheusExposition(PoolCard.of("").version());
    }

    /** Where the pool's numbers go; null when HTTP is off, and nobody could read them. */
    @Nullable
    MetricsSink metrics() {
        return port == null ? null : exposition.metrics();
    }

    /**
     * Listens, unless HTTP is off.
     *
     * @param output told the first admin key, once, when there is none yet
     * @throws ConfigurationException when the address that was asked for cannot be used, key {@code http.listen}
     */
    void open(Pool pool, CommandOutput output) {
        HttpPort wanted = port;
        if (wanted == null) {
            return;
        }
        exposition.watch(pool::health);
        try {
            gateway = started(pool, output, wanted, wanted.listen());
        } catch (ConfigurationException e) {
            if (wanted.chosen() || !HttpPort.isBusy(e)) {
                throw e;
            }
            LOG.info("{} is busy: HTTP takes a free port", HttpPort.DEFAULT_LISTEN);
            gateway = started(
                    pool, output, wanted, new InetSocketAddress(wanted.listen().getAddress(), 0));
        }
    }

    private Gateway started(Pool pool, CommandOutput output, HttpPort wanted, InetSocketAddress listen) {
        GatewayBuilder builder = Gateway.builder()
                .pool(pool)
                .card(card())
                .listen(listen)
                .origins(wanted.origins())
                .metrics(exposition::scrape)
                .access(PublicAccess.valueOf(wanted.access().toUpperCase(Locale.ROOT)))
                .oneTimeKey(key -> output.note("http: admin key, shown this once: " + key));
        if (settings.data() != null) {
            builder.dataDirectory(settings.data());
        }
        if (wanted.tls() != null) {
            builder.tls(wanted.tls());
        }
        Gateway made = builder.build();
        made.start();
        return made;
    }

    private PoolCard card() {
        PoolCard card = PoolCard.of("Otedama").withCoinUnit(coinUnit()).withStratum(doors());
        return settings.payout() == null ? card : card.withPayout(words(settings.payout()));
    }

    /** Where miners connect, as far as the settings tell: a free port is known later only. */
    private List<String> doors() {
        List<String> doors = new ArrayList<>();
        doors.add(door(settings.listen(), ""));
        for (StratumPort port : settings.ports().further()) {
            doors.add(door(port.listen(), port.tls() == TlsUse.REQUIRED ? " (TLS)" : ""));
        }
        doors.removeIf(String::isEmpty);
        return doors;
    }

    /** All addresses of a machine are none that a miner could use: then the port alone. */
    private static String door(InetSocketAddress listen, String more) {
        if (listen.getPort() == 0) {
            return "";
        }
        return (listen.getAddress().isAnyLocalAddress()
                        ? "port " + listen.getPort()
                        : ListenAddress.show(listen, listen.getPort()))
                + more;
    }

    /** Of the coin that the address belongs to. */
    private String coinUnit() {
        boolean litecoin = Network.known().stream()
                .filter(network -> SettingsReader.isValid(settings.address(), network))
                .anyMatch(network -> network.name().startsWith("litecoin"));
        return litecoin ? "LTC" : "BTC";
    }

    /** Scheme, its parameters and the fee, as people read them. */
    private static String words(PayoutTerms terms) {
        StringBuilder words = new StringBuilder(terms.scheme().toUpperCase(Locale.ROOT));
        new TreeMap<>(terms.parameters())
                .forEach((key, value) ->
                        words.append(", ").append(key).append(' ').append(value));
        BigDecimal percent = BigDecimal.valueOf(terms.feeBasisPoints(), 2).stripTrailingZeros();
        return words.append(", fee ")
                .append(percent.toPlainString())
                .append(" %")
                .toString();
    }

    /** Tells scripts where it listens; says nothing when HTTP is off. */
    void announce(CommandOutput output) {
        Gateway open = gateway;
        if (open != null && port != null) {
            output.contract("http: listening on "
                    + ListenAddress.show(port.listen(), open.localAddress().getPort()) + (open.isTls() ? " tls" : ""));
        }
    }

    @Override
    public void close() {
        Gateway open = gateway;
        if (open != null) {
            gateway = null;
            open.close();
        }
        exposition.close();
    }
}
