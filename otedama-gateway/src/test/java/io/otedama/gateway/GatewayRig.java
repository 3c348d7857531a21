package io.otedama.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otedama.gateway.http.HttpLimits;
import io.otedama.gateway.http.PublicAccess;
import io.otedama.gateway.view.PoolCard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A gateway on a free port of this machine, before the pool that all tests share, and somebody who asks it. */
final class GatewayRig implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final HttpLimits LIMITS = HttpLimits.DEFAULT.withRate(1_000_000, 1_000_000);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final RigPool pool;
    final RigSource source;
    final Gateway gateway;

    /** The operator's first key. */
    volatile String adminKey = "";

    private GatewayRig(RigPool pool, UnaryOperator<GatewayBuilder> settings) {
        this.pool = pool;
        this.source = new RigSource(pool.pool);
        this.gateway = settings.apply(Gateway.builder()
                        .pool(source)
                        .card(PoolCard.of("rig").withPayout("prop").withStratum(List.of("127.0.0.1:3333")))
                        .listen(new InetSocketAddress("127.0.0.1", 0))
                        .limits(LIMITS)
                        .metrics(() -> "# TYPE rig gauge\nrig 1\n")
                        .oneTimeKey(key -> adminKey = key))
                .build();
        gateway.start();
    }

    static GatewayRig open(UnaryOperator<GatewayBuilder> settings) {
        return new GatewayRig(RigPool.shared(), settings);
    }

    static GatewayRig open(PublicAccess access) {
        return open(builder -> builder.access(access));
    }

    static GatewayRig over(RigPool pool) {
        return new GatewayRig(pool, builder -> builder);
    }

    int port() {
        return gateway.localAddress().getPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, null, headers);
    }

    HttpResponse<String> getAs(@Nullable String credential, String path) {
        return send("GET", path, credential, null);
    }

    /** As the operator. */
    HttpResponse<String> admin(String method, String path, @Nullable String json) {
        return send(method, path, adminKey, json);
    }

    HttpResponse<String> send(
            String method, String path, @Nullable String credential, @Nullable String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (credential != null) {
            request.header("Authorization", "Bearer " + credential);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
