/**
 * An edge proxy, for a farm to run near its machines: Stratum V1 towards the machines, Stratum V2, encrypted, towards the
 * pool, one channel for each machine. Sees {@code client.sv2}, {@code stratum.transport} and {@code v1}'s encoder.
 *
 * <pre>
 *   V1 machine -&gt; Downstream (lines) -&gt; ProxyJob.check -&gt; ShareBatch -&gt; Uplink -&gt; Sv2Client -&gt; pool
 *              &lt;- mining.notify       &lt;- ProxyJobs     &lt;-------------- Uplink &lt;- jobs, targets
 * </pre>
 *
 * <p>How the extranonce is cut, so that a machine knows nothing of the channel: its extranonce1 is the same four bytes for
 * everybody, and what the pool gave the channel stands at the end of {@code coinb1}. So a machine is answered before its
 * channel exists, is credited under its own name, and keeps its connection and its work when the pool must be connected to
 * again: the next job has another {@code coinb1}, nothing else changes.
 *
 * <pre>
 *   coinb1 = coinbase_tx_prefix ‖ extranonce_prefix ‖ 00…00     extranonce1 = 00000000     extranonce2 = 4 bytes
 *                                  '---- extranonce_size - 8 bytes, then these eight: what the pool calls extranonce
 * </pre>
 */
@NullMarked
package io.otedama.stratum.proxy;

import org.jspecify.annotations.NullMarked;
