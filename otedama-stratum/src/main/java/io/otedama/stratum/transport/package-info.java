/**
 * Sockets, threads and lines: what every Stratum dialect that speaks in lines needs, without knowing any. Sees {@code
 * core} only.
 *
 * <pre>
 *   EventLoops    accept threads -> TcpListener -> ConnectionGate -> one event loop per connection for life
 *   LineDecoder   read buffer -> lines -> LineSink          (bounded by StratumLimits; stops when the sink is not ready)
 * </pre>
 */
@NullMarked
package io.otedama.stratum.transport;

import org.jspecify.annotations.NullMarked;
