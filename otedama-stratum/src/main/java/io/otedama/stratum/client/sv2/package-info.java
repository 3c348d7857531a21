/**
 * A Stratum V2 client: one connection at a time, one standard or extended channel on it.
 *
 * <pre>
 *              caller's threads                         one event loop per client (may be shared by thousands)
 *
 *   CpuMiner --submit--&gt; Sv2Client --&gt; Sv2Connection (one TCP connection, replaced on reconnect: ClientLife, ClientLink)
 *      ^                     |              |  bytes out: ShareDesk, Sv2Dialog --&gt; FrameSealer
 *      |                     |              |  bytes in:  Handshake (once), FrameDecoder
 *      |                     |              v
 *      |                     |          Sv2Dialog      setup, opening of the channel
 *      |                     |          ChannelDialog  everything about the channel
 *      |                     |            JobBook        future and active jobs, a target and an extranonce for each
 *      |                     |            ShareDesk      numbers of shares, answers to many at once
 *      |                     |            CustomRequests work of the miner's own
 *      +---- Sv2Listener, WorkListener, SubmitListener ---+
 *
 *   Sv2Job (value) --load--&gt; WorkUnit (per thread: 80 header bytes) --&gt; PowHasher
 * </pre>
 *
 * <p>Nothing of the server is trusted here: the server itself, unless its authority is unknown, frames, jobs that wait,
 * redirects, outstanding submits and reconnects are all checked and bounded.
 */
@NullMarked
package io.otedama.stratum.client.sv2;

import org.jspecify.annotations.NullMarked;
