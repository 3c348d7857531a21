/** A pool's face to people and their tools: REST, WebSocket, dashboard, metrics and health over HTTP. */
@NullMarked
package io.otedama.gateway;

import org.jspecify.annotations.NullMarked;
