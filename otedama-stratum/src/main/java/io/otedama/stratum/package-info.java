/**
 * The front door for miners: a server that speaks Stratum.
 *
 * <pre>
 *   StratumConfig -&gt; StratumServer (a FrontEnd of the pool)
 *                       |-- transport  sockets, event loops, limits, lines
 *                       \-- v1         the dialect
 * </pre>
 */
@NullMarked
package io.otedama.stratum;

import org.jspecify.annotations.NullMarked;
