package io.otedama.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The dashboard's files, out of the jar, kept in memory both plain and compressed. Event loop; a file is read once. */
public final class StaticPages {
    /** Files kept; there are no more. */
    public static final int MAX_FILES = 64;

    private static final String ROOT = "/webroot/";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    /** Of libraries, by the name they are served under. */
    private static final Map<String, String> LIBRARIES =
            Map.of("uplot.min.js", UPLOT + "uPlot.iife.min.js", "uplot.min.css", UPLOT + "uPlot.min.css");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "json", "application/json",
            "webmanifest", "application/manifest+json",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    private final RequestLimit limit;
    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    public StaticPages(RequestLimit limit) {
        this.limit = limit;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record StaticFile(byte[] plain, byte[] compressed, String type, String etag) {
        static StaticFile of(byte[] plain, String type) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(plain);
            }
            return new StaticFile(plain, out.toByteArray(), type, ReplyWriter.etag(plain));
        }
    }

    public void mountOn(Router router) {
        router.get("/").handler(context -> serve(context, "index.html", ROOT + "index.html"));
        router.get("/assets/:file").handler(context -> {
            String name = context.pathParam("file");
            serve(context, name, LIBRARIES.getOrDefault(name, ROOT + "assets/" + name));
        });
    }

    private void serve(RoutingContext context, String name, String resource) {
        if (limit.waitNs(Addresses.of(context.request().remoteAddress())) > 0) {
            ProblemException busy =
                    new ProblemException(ProblemType.TOO_MANY_REQUESTS, "This address asks too often", 1);
            ReplyWriter.write(
                    context, ReplyWriter.render(busy, context.request().path()));
            return;
        }
        Optional<StaticFile> file = find(name, resource);
        if (file.isEmpty()) {
            ReplyWriter.write(
                    context,
                    ReplyWriter.render(
                            ApiRequest.notFound("There is no such file"),
                            context.request().path()));
            return;
        }
        send(context, file.get());
    }

    private Optional<StaticFile> find(String name, String resource) {
        StaticFile known = files.get(resource);
        if (known != null) {
            return Optional.of(known);
        }
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (!NAME.matcher(name).matches() || type == null || files.size() >= MAX_FILES) {
            return Optional.empty();
        }
        byte[] bytes = read(resource);
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            StaticFile file = StaticFile.of(bytes, type);
            files.put(resource, file);
            return Optional.of(file);
        } catch (IOException e) {
            throw new IllegalStateException("memory takes bytes", e);
        }
    }

    private static byte @Nullable [] read(String resource) {
        try (InputStream in = StaticPages.class.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    private static void send(RoutingContext context, StaticFile file) {
        HttpServerResponse response = context.response();
        SecurityHeaders.put(response, context.request().isSSL());
        response.putHeader("ETag", file.etag);
        response.putHeader("Cache-Control", "no-cache");
        response.putHeader("Vary", "Accept-Encoding");
        if (ReplyWriter.isKnown(context.request().getHeader("If-None-Match"), file.etag)) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", file.type);
        String encodings = context.request().getHeader("Accept-Encoding");
        boolean gzip = encodings != null && encodings.contains("gzip");
        if (gzip) {
            response.putHeader("Content-Encoding", "gzip");
        }
        response.end(Buffer.buffer(gzip ? file.compressed : file.plain));
    }
}
