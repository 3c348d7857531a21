/**
 * A whole pool under mixed traffic on real sockets: honest miners beside floods, cheats, garbage and connections that come,
 * go, hang and do not read.
 *
 * <pre>
 *   SoakIT -&gt; Pool + StratumServer + CoreNode -&gt; RegtestServer &lt;- BlockMaker
 *      \-&gt; Swarm (one selector thread) -&gt; Peer … -&gt; Wire (socket)
 *                                          |-&gt; Requests (each is answered once)
 *                                          \-&gt; Tally (what this peer believes it was credited)
 *   afterwards: Audit compares the tallies with journal and snapshot; Resources looks for leaks
 * </pre>
 */
package io.otedama.examples.soak;
