/**
 * What serving miners has in common, whatever they speak: event loops, connections, pace, the fan-out of jobs. Sees {@code
 * stratum.transport} and {@code core}.
 *
 * <pre>
 *   socket -&gt; LoopConnection (pace, back-pressure, time-outs) -&gt; protocol -&gt; IngressLane of its MinerLoop
 *   ReplyQueue -&gt; MinerLoop.drain -&gt; protocol -&gt; Outbound -&gt; one flush per turn
 *   job thread -&gt; MinerService.onJob -&gt; LoopJob (encoded once) -&gt; MinerLoop (one task per loop) -&gt; LoopConnection.onJob
 * </pre>
 */
@NullMarked
package io.otedama.stratum.loop;

import org.jspecify.annotations.NullMarked;
