package io.otedama.gateway.http;

import java.util.List;

/** Routes that belong together. */
@FunctionalInterface
public interface RouteFamily {
    List<ApiRoute> routes();
}
