/**
 * Miners that speak Stratum V2, one channel on each connection, straight on the frames: nothing is allocated per share.
 *
 * <pre>
 *   Sv2Connections: what an event loop shares
 *     Sv2Connection: socket -> Sv2Greeting (Noise) -> FrameDecoder -> setup, channel, then
 *        Sv2Channel           target, jobs to come, the job in force -> Sv2Job -> Sv2Search: headers to hash
 *        AcknowledgedShares   which submits a SubmitShares.Success speaks for
 * </pre>
 */
@NullMarked
package io.otedama.bench.sv2;

import org.jspecify.annotations.NullMarked;
