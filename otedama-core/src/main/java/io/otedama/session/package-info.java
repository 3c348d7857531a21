/**
 * Miners as the engine sees them, and the border to the front ends. Rank 5: sees {@code share}, {@code job} and below.
 *
 * <pre>
 *   front end (one event loop)                       engine
 *     IngressLane.connect(MinerConnection, PortDifficulty) -> MinerSession (extranonce1, client class, workers, owner,
 *                                                                     vardiff, version mask)
 *     IngressLane.submit(session, ShareSubmission) -> cheap algorithms: validated here -> ring
 *     ReplyQueue.drain()  &lt;-------------------------- Reply stage: one wake-up per batch
 *        -> MinerConnection.onVerdict(token, verdict)
 *     JobListener.onJob(job) &lt;----------------------- job thread
 *        -> MinerSession.assign(job): which target, and did it change
 *     SessionKeeper                                    WorkerTable &lt;-> SessionStore: workers over a restart
 * </pre>
 *
 * <p>Threads: a session, its lane and its reply queue's reading end belong to one event loop. Nothing here blocks it.
 */
@NullMarked
package io.otedama.session;

import org.jspecify.annotations.NullMarked;
