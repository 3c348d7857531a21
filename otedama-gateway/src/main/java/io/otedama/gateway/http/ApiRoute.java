package io.otedama.gateway.http;

import java.util.regex.Pattern;

/**
 * One operation.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path as OpenAPI writes it: {@code /api/v1/blocks/{hash}}
 * @param takesBody a JSON object
 */
public record ApiRoute(String method, String path, Need need, boolean takesBody, Handler handler) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-zA-Z]+)}");

    /** Does the work, on a worker thread; may wait for the store. */
    @FunctionalInterface
    public interface Handler {
        /**
         * @throws ProblemException for what the client shall be told
         */
        Reply handle(ApiRequest request);
    }

    public static ApiRoute get(String path, Need need, Handler handler) {
        return new ApiRoute("GET", path, need, false, handler);
    }

    public static ApiRoute post(String path, Handler handler) {
        return new ApiRoute("POST", path, Need.ADMIN_WRITE, true, handler);
    }

    /** An order without further words. */
    public static ApiRoute order(String path, Handler handler) {
        return new ApiRoute("POST", path, Need.ADMIN_WRITE, false, handler);
    }

    public static ApiRoute put(String path, Handler handler) {
        return new ApiRoute("PUT", path, Need.ADMIN_WRITE, true, handler);
    }

    public static ApiRoute delete(String path, Handler handler) {
        return new ApiRoute("DELETE", path, Need.ADMIN_WRITE, false, handler);
    }

    /** The path as a Vert.x route: {@code /api/v1/blocks/:hash}. */
    public String routerPath() {
        return PARAMETER.matcher(path).replaceAll(":$1");
    }

    /** True when a request's path is this one. */
    public boolean matches(String requestPath) {
        return Pattern.matches(PARAMETER.matcher(path).replaceAll("[^/]+"), requestPath);
    }
}
