package io.otedama.node.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.error.NodeException;
import io.otedama.node.rpc.CallGate.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls one node's JSON-RPC server over HTTP, keeping connections open. Any number of threads; each call blocks its
 * caller. Owns no thread. {@link #close} breaks the calls under way, which then fail with a {@link NodeException}.
 */
public final class JsonRpcClient implements AutoCloseable {
    /** Calls that may be under way at once; one more waits for at most the connect time-out. */
    public static final int MAX_CONNECTIONS = 16;

    /** Nodes drop a connection that was idle for 30 s; we drop it first. */
    private static final TimeValue KEEP_ALIVE = TimeValue.ofSeconds(20);

    private static final TimeValue CHECK_AFTER_IDLE = TimeValue.ofMilliseconds(500);

    private final NodeEndpoint endpoint;
    private final RpcLimits limits;
    private final CallGate gate;
    private final RetryBudget retries = new RetryBudget();
    private final HttpHost host;
    private final CloseableHttpClient http;
    private final CloseableHttpClient urgent;
    private final Set<HttpPost> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicLong nextId = new AtomicLong(1);
    private volatile boolean closed;

    /** Calls go out however the node fares. */
    public JsonRpcClient(NodeEndpoint endpoint, RpcLimits limits) {
        this(endpoint, limits, CallGate.ALWAYS);
    }

    /**
     * @param gate may hold calls back, which then fail with a {@link CircuitOpenException}
     */
    public JsonRpcClient(NodeEndpoint endpoint, RpcLimits limits, CallGate gate) {
        this.endpoint = endpoint;
        this.limits = limits;
        this.gate = gate;
        this.host = new HttpHost(endpoint.scheme(), endpoint.host(), endpoint.port());
        this.http = open(limits, true);
        this.urgent = endpoint.scheme().equals("http") ? open(limits, false) : http; // a TLS handshake takes longer
    }

    private static CloseableHttpClient open(RpcLimits limits, boolean reusing) {
        ConnectionConfig connection = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(limits.connectTimeout()))
                .setSocketTimeout(Timeout.of(limits.responseTimeout()))
                .setValidateAfterInactivity(CHECK_AFTER_IDLE)
                .setTimeToLive(KEEP_ALIVE)
                .build();
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(connection)
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setMaxConnPerRoute(MAX_CONNECTIONS)
                        .build())
                .setConnectionReuseStrategy((request, response, context) ->
                        reusing && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .build();
    }

    /** Name of the node, without secrets. */
    public String name() {
        return endpoint.name();
    }

    /** A call with the usual response time-out. */
    public JsonNode call(String method, Object... params) {
        return call(limits.responseTimeout(), method, List.of(params));
    }

    /** A light question: waits for {@link RpcLimits#QUICK_TIMEOUT} at most. */
    public JsonNode ask(String method, Object... params) {
        return usual(Kind.USUAL, quickTimeout(), method, List.of(params));
    }

    /** As {@link #ask}, never held back. */
    public JsonNode askUrgently(String method, Object... params) {
        return usual(Kind.URGENT, quickTimeout(), method, List.of(params));
    }

    private Duration quickTimeout() {
        boolean impatient = limits.responseTimeout().compareTo(RpcLimits.QUICK_TIMEOUT) < 0;
        return impatient ? limits.responseTimeout() : RpcLimits.QUICK_TIMEOUT;
    }

    /**
     * @param responseTimeout of silence
     * @return the {@code result}, which may be a JSON null
     * @throws RpcException when the node answers with an error
     * @throws UnauthorizedException when the node refuses the credentials, the cookie re-read included
     * @throws CircuitOpenException when the call was held back: nothing was sent
     * @throws NodeException when there is no answer or none that can be understood
     */
    public JsonNode call(Duration responseTimeout, String method, List<?> params) {
        return usual(Kind.USUAL, responseTimeout, method, params);
    }

    /** As {@link #call(Duration, String, List)}, for a question that the node leaves open on purpose: a long poll. */
    public JsonNode await(Duration responseTimeout, String method, List<?> params) {
        return usual(Kind.PATIENT, responseTimeout, method, params);
    }

    private JsonNode usual(Kind kind, Duration responseTimeout, String method, List<?> params) {
        return authorized(kind, () -> attempt(http, kind, responseTimeout, method, id -> body(id, method, params)));
    }

    /**
     * As {@link #call(Duration, String, List)} with one parameter, {@code bytes} in hex, which is encoded while it is sent; never
     * held back. Without TLS it makes a connection of its own: to find out whether an idle one still stands takes a millisecond.
     */
    public JsonNode callUrgently(Duration responseTimeout, String method, byte[] bytes) {
        LongFunction<HttpEntity> body = id -> new HexParameter(id, method, bytes);
        return authorized(Kind.URGENT, () -> attempt(urgent, Kind.URGENT, responseTimeout, method, body));
    }

    private static HttpEntity body(long id, String method, List<?> params) {
        return new ByteArrayEntity(RpcMessage.request(id, method, params), ContentType.APPLICATION_JSON);
    }

    private JsonNode authorized(Kind kind, Supplier<JsonNode> attempt) {
        Credentials credentials = endpoint.credentials();
        return gate.pass(kind, () -> {
            try {
                return attempt.get();
            } catch (UnauthorizedException e) {
                if (!credentials.refresh()) { // so this repeats a call only when the node has written a new cookie
                    throw e;
                }
                return attempt.get();
            }
        });
    }

    private JsonNode attempt(
            CloseableHttpClient via,
            Kind kind,
            Duration responseTimeout,
            String method,
            LongFunction<HttpEntity> bodyOf) {
        long id = nextId.getAndIncrement();
        HttpEntity body = bodyOf.apply(id);
        Answer answer;
        retries.onCall();
        try {
            answer = exchange(via, responseTimeout, body);
        } catch (NoHttpResponseException e) {
            if (kind != Kind.URGENT && !retries.tryRetry()) {
                throw failure(method, responseTimeout, e);
            }
            answer = onceMore(via, responseTimeout, method, body);
        } catch (IOException e) {
            throw failure(method, responseTimeout, e);
        }
        if (answer.status() == HttpStatus.SC_UNAUTHORIZED) {
            throw new UnauthorizedException(name());
        }
        return RpcMessage.result(name(), method, id, answer);
    }

    /** The node closed an idle connection in the moment we used it; it has not seen the call. */
    private Answer onceMore(CloseableHttpClient via, Duration responseTimeout, String method, HttpEntity body) {
        try {
            return exchange(via, responseTimeout, body);
        } catch (IOException e) {
            throw failure(method, responseTimeout, e);
        }
    }

    private Answer exchange(CloseableHttpClient via, Duration responseTimeout, HttpEntity body) throws IOException {
        HttpPost post = new HttpPost(endpoint.path());
        post.setHeader("Authorization", endpoint.credentials().authorization());
        post.setEntity(body);
        post.setConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(responseTimeout))
                .setConnectionRequestTimeout(Timeout.of(limits.connectTimeout()))
                .setAuthenticationEnabled(false)
                .build());
        long deadlineNs =
                System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(responseTimeout.toMillis()) * RpcLimits.TOTAL_FACTOR;
        underWay.add(post);
        try {
            if (closed) {
                throw new BrokenOffException("the connection to " + name() + " is closed");
            }
            return via.execute(host, post, r -> Answer.read(r, limits.maxResponseBytes(), deadlineNs));
        } catch (IllegalStateException e) {
            throw new IOException("broken off", e); // what the library throws when it is closed in the middle of a call
        } finally {
            underWay.remove(post);
        }
    }

    private NodeException failure(String method, Duration responseTimeout, IOException e) {
        if (closed) {
            return new BrokenOffException("the connection to " + name() + " was closed during " + method, e);
        }
        if (e instanceof RequestFailedException) {
            return new BrokenOffException(name() + " " + Outage.describe(e, method, responseTimeout), e);
        }
        return new NodeException(name() + " " + Outage.describe(e, method, responseTimeout), e);
    }

    /** Of what may be repeated because a connection broke. */
    public RetryBudget retries() {
        return retries;
    }

    /** Breaks the calls under way; later calls work. Returns at once. */
    public void cancelAll() {
        underWay.forEach(HttpPost::cancel);
    }

    /** Breaks the calls under way and frees every socket. Returns at once; harmless when called again. */
    @Override
    public void close() {
        closed = true;
        cancelAll();
        http.close(CloseMode.IMMEDIATE);
        urgent.close(CloseMode.IMMEDIATE);
    }

    @Override
    public String toString() {
        return "JSON-RPC client of " + endpoint;
    }
}
