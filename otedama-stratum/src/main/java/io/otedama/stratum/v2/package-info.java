/**
 * Stratum V2, server side: frames to shares, verdicts and jobs to frames. Sees {@code stratum.loop}, {@code v2.frame},
 * {@code v2.message}, {@code v2.noise} and {@code core}.
 *
 * <pre>
 *   socket -&gt; V2Connection -&gt; FrameDecoder -&gt; frame
 *                                  |-- SetupDialog: SetupConnection decides what the connection is for
 *                                  |-- MiningDialog: channels open, change and close
 *                                  \-- ChannelShares: SubmitShares* -&gt; ShareSubmission -&gt; IngressLane.submit
 *   ReplyQueue -&gt; MiningChannel (one session each) -&gt; Acknowledgement -&gt; V2Outbound -&gt; one flush per turn
 *   job thread -&gt; V2Job -&gt; V2Loop -&gt; ChannelJobs: one message per channel, or one for a group -&gt; V2Outbound
 * </pre>
 *
 * <p>A channel is a session of the engine, with an extranonce1 from the same allocator that Stratum V1 connections use:
 *
 * <pre>
 *   extended   extranonce_prefix = extranonce1              extranonce = extranonce2, the miner's own
 *   standard   extranonce_prefix = extranonce1 ‖ 00…00      nothing left to roll
 * </pre>
 *
 * so that all channels have the same full length and may share a group. Event loop only, but for {@code V2Service}.
 */
@NullMarked
package io.otedama.stratum.v2;

import org.jspecify.annotations.NullMarked;
