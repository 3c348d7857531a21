/**
 * Sockets, threads, TLS and lines: what Stratum dialects need, without knowing any. Sees {@code
 * core} only.
 *
 * <pre>
 *   EventLoops    accept threads -> TcpListener -> ConnectionGate -> one event loop per connection for life
 *   Turnstile     newcomers begin to speak a few at a turn of their loop
 *   ProxyGate     a configured load balancer's PROXY header -> the client's own address
 *   TlsDesk       ClientHello -> SslHandler, handshakes on a thread of their own, bounded
 *   LineDecoder   read buffer -> lines -> LineSink          (bounded by StratumLimits; stops when the sink is not ready)
 * </pre>
 */
@NullMarked
package io.otedama.stratum.transport;

import org.jspecify.annotations.NullMarked;
