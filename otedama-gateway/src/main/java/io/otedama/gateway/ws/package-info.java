/**
 * Live updates over WebSocket. A client that reads slowly loses updates, never memory of the gateway, and is told what it lost.
 *
 * <pre>
 *   LiveHub.tick, once a second on a worker --pool, miner:ACCOUNT--> newest only, one waiting per topic \
 *   EventRing --block-found, block-status, …--> in order, at most 64 waiting                            -> LiveClient -> socket
 *   client --subscribe, unsubscribe, token--> LiveCommands (a few a second)
 * </pre>
 */
@NullMarked
package io.otedama.gateway.ws;

import org.jspecify.annotations.NullMarked;
