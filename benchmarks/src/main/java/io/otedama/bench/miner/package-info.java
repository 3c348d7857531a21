/**
 * One miner's connection, whatever it speaks: what generators need of one, and nothing else.
 *
 * <pre>
 *   MinerProtocol.join(channel, number, events) -> MinerConnection: job, submit, flush
 *                                                    |  MinerJob: target, extranonce -> HeaderSearch: 80 bytes to hash
 *   MinerEvents  <-- ready, notice, reply, closed ---+
 *
 *   stratum.client.LoadConnections: Stratum V1       bench.sv2.Sv2Connections: Stratum V2
 * </pre>
 */
@NullMarked
package io.otedama.bench.miner;

import org.jspecify.annotations.NullMarked;
