/**
 * A pool's face to people and their tools: REST, WebSocket, dashboard, metrics and health over HTTP.
 *
 * <pre>
 *   Gateway.builder().pool(…).build()
 *     start()              Vert.x of its own --> ConnectionWatch --> Router --\
 *     mountOn(router, …)   the host's server -----------------------> Router --+--> GatewayFace
 *
 *   GatewayFace = http (routes) + ws (live) + view (what is shown) + auth (who asks); every second one tick on a worker
 * </pre>
 */
@NullMarked
package io.otedama.gateway;

import org.jspecify.annotations.NullMarked;
