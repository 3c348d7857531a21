/**
 * What clients are shown: plain records that become JSON, and where they come from. Knows nothing of HTTP.
 *
 * <pre>
 *   PoolSource --snapshot, at most once a second--> PoolPicture --> PoolViews, MinerPages, WorkerPages --> records
 *             --query--> RoundBook, HistoryViews                                                    --> records
 *             --events--> PoolMemory (times), EventRing (GET /events, WebSocket)
 * </pre>
 *
 * <p>Worker names, user agents and reasons are somebody else's text: they are handed on as they are, JSON carries them.
 */
@NullMarked
package io.otedama.gateway.view;

import org.jspecify.annotations.NullMarked;
