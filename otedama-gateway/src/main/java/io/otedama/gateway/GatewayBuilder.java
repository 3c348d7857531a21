package io.otedama.gateway;

import io.otedama.Pool;
import io.otedama.error.ConfigurationException;
import io.otedama.gateway.http.HttpLimits;
import io.otedama.gateway.http.PublicAccess;
import io.otedama.gateway.http.RequestLimit;
import io.otedama.gateway.view.PoolCard;
import io.otedama.gateway.view.PoolSource;
import io.otedama.security.TlsFiles;
import io.otedama.spi.PoolClock;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Settings of a gateway. Needed: a pool. */
public final class GatewayBuilder {
    private @Nullable PoolSource pool;
    private PoolCard card = PoolCard.of("otedama");
    private InetSocketAddress listen = GatewayConfig.DEFAULT_LISTEN;
    private @Nullable Path dataDirectory;
    private PublicAccess access = PublicAccess.MINERS;
    private List<String> origins = List.of();
    private @Nullable TlsFiles tls;
    private HttpLimits limits = HttpLimits.DEFAULT;
    private PoolClock clock = PoolClock.system();
    private Supplier<String> metrics = () -> "";
    private @Nullable Consumer<String> oneTimeKey;
    private @Nullable RequestLimit requestLimit;

    GatewayBuilder() {}

    /** Whose face this is. Required. */
    public GatewayBuilder pool(Pool whole) {
        return pool(PoolSource.of(whole));
    }

    /** As {@link #pool(Pool)}, for pools that are something else. */
    public GatewayBuilder pool(PoolSource source) {
        pool = source;
        return this;
    }

    /** What the pool tells of itself. */
    public GatewayBuilder card(PoolCard poolCard) {
        card = poolCard;
        return this;
    }

    /** Default {@link GatewayConfig#DEFAULT_LISTEN}; port 0 takes a free one. */
    public GatewayBuilder listen(InetSocketAddress address) {
        listen = address;
        return this;
    }

    /** Where keys and revoked tokens are kept; default: they end with the process. */
    public GatewayBuilder dataDirectory(Path directory) {
        dataDirectory = directory;
        return this;
    }

    /** What everybody may read; default: all but the operator's things. */
    public GatewayBuilder access(PublicAccess open) {
        access = open;
        return this;
    }

    /** Origins of other pages that may read; default: none. */
    public GatewayBuilder origins(List<String> pages) {
        origins = List.copyOf(pages);
        return this;
    }

    /** HTTPS with this certificate, which is read again when its files change. Default: HTTP. */
    public GatewayBuilder tls(TlsFiles files) {
        tls = files;
        return this;
    }

    public GatewayBuilder limits(HttpLimits httpLimits) {
        limits = httpLimits;
        return this;
    }

    public GatewayBuilder clock(PoolClock poolClock) {
        clock = poolClock;
        return this;
    }

    /** What {@code /metrics} answers, in Prometheus' text format. Called on worker threads. */
    public GatewayBuilder metrics(Supplier<String> text) {
        metrics = text;
        return this;
    }

    /**
     * Told the first admin key when there is none, once, at the start: to be shown to the operator, and never to be logged. Default:
     * no such key is made, and the operator's routes stay closed until there is one.
     */
    public GatewayBuilder oneTimeKey(Consumer<String> listener) {
        oneTimeKey = listener;
        return this;
    }

    /** Default: a token bucket for each address. */
    public GatewayBuilder requestLimit(RequestLimit limit) {
        requestLimit = limit;
        return this;
    }

    /**
     * @throws ConfigurationException with every mistake
     */
    public Gateway build() {
        GatewayConfig config = new GatewayConfig(listen, dataDirectory, access, origins, tls, limits);
        PoolSource source = pool;
        if (source == null) {
            throw new ConfigurationException("http.pool", "there is none", "Name the pool whose face this is");
        }
        return new Gateway(config, new GatewayParts(source, card, clock, metrics, oneTimeKey, requestLimit));
    }
}
