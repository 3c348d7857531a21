package io.otedama.gateway.http;

import io.otedama.spi.PoolClock;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts the routes into a Vert.x router, and problems where there is no route. */
public final class ApiRouter {
    /** Paths that belong to the gateway, beside {@code /}. */
    private static final List<String> OWN = List.of("/api/*", "/health/*");

    private final List<ApiRoute> routes;
    private final ApiDispatcher dispatcher;
    private final List<String> corsOrigins;

    /**
     * @param corsOrigins whose pages may read; none: CORS is off
     */
    public ApiRouter(List<ApiRoute> routes, ApiTerms terms, List<String> corsOrigins, PoolClock clock) {
        this.routes = List.copyOf(routes);
        this.dispatcher = new ApiDispatcher(terms, clock);
        this.corsOrigins = List.copyOf(corsOrigins);
    }

    /** All operations. */
    public List<ApiRoute> routes() {
        return routes;
    }

    public void mountOn(Router router) {
        if (!corsOrigins.isEmpty()) {
            CorsHandler cors = cors();
            router.route("/api/*").handler(context -> {
                String origin = context.request().getHeader("Origin");
                if (origin != null && corsOrigins.contains(origin)) {
                    cors.handle(context);
                } else { // its own pages send an origin too
                    context.next();
                }
            });
        }
        for (ApiRoute route : routes) {
            Route mounted = router.route(HttpMethod.valueOf(route.method()), route.routerPath());
            if (route.takesBody()) {
                mounted.handler(BodyHandler.create(false).setBodyLimit(HttpLimits.MAX_BODY_BYTES));
            } else {
                mounted.handler(ApiRouter::withoutBody);
            }
            mounted.handler(context -> dispatcher.handle(context, route)).failureHandler(ApiRouter::failed);
        }
    }

    private CorsHandler cors() {
        return CorsHandler.create()
                .addOrigins(corsOrigins)
                .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE))
                .allowedHeaders(Set.of("Authorization", "Content-Type", "If-None-Match"))
                .exposedHeaders(Set.of("ETag", "Retry-After"))
                .maxAgeSeconds(600);
    }

    /** After everything else that has a path. */
    public void mountRest(Router router) {
        for (String path : OWN) {
            router.route(path).handler(this::nothingHere).failureHandler(ApiRouter::failed);
        }
    }

    private static void withoutBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader("Content-Length");
        if ((length != null && !length.equals("0")) || request.getHeader("Transfer-Encoding") != null) {
            end(context, new ProblemException(ProblemType.BODY_TOO_LARGE, "This takes no body"));
        } else {
            context.next();
        }
    }

    private void nothingHere(RoutingContext context) {
        String path = context.request().path();
        String methods = routes.stream()
                .filter(route -> route.matches(path))
                .map(ApiRoute::method)
                .collect(Collectors.joining(", "));
        ProblemException problem;
        if (methods.isEmpty()) {
            problem = ApiRequest.notFound("There is nothing at this path; /api/v1/openapi.json says what there is");
        } else {
            context.response().putHeader("Allow", methods);
            problem = new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "Use " + methods);
        }
        ReplyWriter.write(context, ReplyWriter.render(problem, path));
    }

    private static void failed(RoutingContext context) {
        if (context.statusCode() == ProblemType.BODY_TOO_LARGE.status()) {
            end(
                    context,
                    new ProblemException(
                            ProblemType.BODY_TOO_LARGE, "A body has at most " + HttpLimits.MAX_BODY_BYTES + " bytes"));
        } else {
            end(context, ApiRequest.bad("the request cannot be read"));
        }
    }

    /** What may still come on this connection is not read. */
    private static void end(RoutingContext context, ProblemException problem) {
        context.response().putHeader("Connection", "close");
        context.response().endHandler(ended -> context.request().connection().close());
        ReplyWriter.write(context, ReplyWriter.render(problem, context.request().path()));
    }
}
