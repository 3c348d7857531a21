/**
 * The front door for miners: a server that speaks Stratum.
 *
 * <pre>
 *   StratumConfig -&gt; StratumServer (a FrontEnd of the pool)
 *                       StratumPort, one or several: address, TLS, protocols, difficulty
 *
 *   accepted -&gt; Entrance -&gt; [ProxyGate: whom it comes from] -&gt; Admission -&gt; Doorway: FirstBytes, [TLS], [Noise] -&gt; v1 | v2
 *
 *   transport  sockets, event loops, turns of newcomers, TLS, PROXY headers, limits, lines      v1, v2  the dialects
 * </pre>
 */
@NullMarked
package io.otedama.stratum;

import org.jspecify.annotations.NullMarked;
