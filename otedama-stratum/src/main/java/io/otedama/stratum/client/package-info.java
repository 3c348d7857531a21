/**
 * The other end of the wire: a Stratum V1 client and a CPU miner on top of it, for tests, load generators, proxies and
 * pools that mine at an upstream.
 *
 * <pre>
 *              caller's threads                         one event loop per client (may be shared by thousands)
 *
 *   CpuMiner --submit--> StratumClient --> ClientConnection (one TCP connection, replaced on reconnect)
 *      ^                      |                |  bytes out: RequestEncoder, SubmitEncoder
 *      |                      |                |  lines in:  AcceptScanner | Jackson
 *      |                      |                v
 *      |                      |            ClientProtocol (handshake, difficulty, extranonce, mask, jobs)
 *      |                      |            PendingSubmits (bounded, answers by id in any order)
 *      |                   Backoff, Redirect
 *      +---- ClientListener, SubmitListener ---+
 *
 *   StratumJob (value) --load--> WorkUnit (per thread: 80 header bytes) --> PowHasher
 * </pre>
 *
 * <p>Nothing here is trusted by the pool, and nothing of the server is trusted here: lines, nesting, sizes, redirects,
 * outstanding submits and reconnects are all bounded.
 */
@NullMarked
package io.otedama.stratum.client;

import org.jspecify.annotations.NullMarked;
