/**
 * The other end of the wire: a Stratum V1 client, what it has in common with the Stratum V2 client of {@code .sv2}, and a
 * CPU miner on top of either; for tests, load generators, proxies and pools that mine at an upstream.
 *
 * <pre>
 *              caller's threads                         one event loop per client (may be shared by thousands)
 *
 *   CpuMiner --submit--> StratumClient --ClientLife--> ClientConnection (a ClientLink, replaced on reconnect)
 *      ^                      |                            |  bytes out: RequestEncoder, SubmitEncoder
 *      |                      |                            |  lines in:  AcceptScanner | Jackson
 *      |                      |                            v
 *      |                      |                        ClientProtocol (handshake, difficulty, extranonce, mask, jobs)
 *      |                      |                        PendingSubmits (bounded, answers by id in any order)
 *      |                   Backoff, Redirect
 *      +---- ClientListener, SubmitListener ---+
 *
 *   StratumJob (value) --load--> WorkUnit (per thread: 80 header bytes) --> PowHasher
 *
 *   for a client of any protocol   MiningSource, MinerJob, WorkListener: what a miner sees of it
 *                                  ClientLife: connection after connection     ClientLink: one TCP connection
 *                                  PendingSubmits, ReconnectPolicy, Redirect, ListenerFan
 * </pre>
 *
 * <p>Nothing here is trusted by the pool, and nothing of the server is trusted here: lines, nesting, sizes, redirects,
 * outstanding submits and reconnects are all bounded.
 */
@NullMarked
package io.otedama.stratum.client;

import org.jspecify.annotations.NullMarked;
