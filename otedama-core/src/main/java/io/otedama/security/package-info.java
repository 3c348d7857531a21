/**
 * Keeps one peer from harming the others, and the secrets of servers. Rank 3: sees {@code chain}, {@code spi}, {@code event}, {@code error} and {@code
 * internal} only. Knows no socket: an edge asks, carries out what is answered, and reports what a peer does.
 *
 * <pre>
 *   a connection opens   Guard.admit ------------> deny list, bans, RateLimits of address, subnet, everybody
 *                        AddressCounter.acquire    how many are open from this address, how many in all
 *   it is served         Guard.open -> GuardedConnection (its event loop's own) -> GuardedWorker per worker
 *     bytes, shares        counted there, settled in batches ---------------------> how long not to read
 *     accepted, refused    GuardedWorker ------> WorkerEntry  (address, worker) --\
 *     nonsense             GuardedConnection --> AddressEntry (address) -----------+-> Conduct -> GuardStep
 *                                                                                 |    warn, job again, reconnect,
 *                                                                                 |    drop, ban
 *                                                          BanBook <--------------/
 *   beside it            TokenBucket, StrikeCounter: limits of one connection alone
 *                        AddressAuthenticator: the user name is an address of this network
 *   over a restart       GuardKeeper (a thread of its own) <-> GuardStore
 *
 *   everything by key is in a BoundedTable: full, it forgets who did nothing before who did harm
 *
 *   TlsFiles -> TlsKeeper, a thread of its own: looks at the files, TlsMaterial.read when they have changed
 *                  \-> ReloadingKeys -> each new TLS handshake                            any thread
 *   SecretFile    refuses a secret that others than its owner can open
 * </pre>
 *
 * <p>Time is the pool's clock: monotonic for rates, wall time for conduct and bans, which outlive the process.
 */
@NullMarked
package io.otedama.security;

import org.jspecify.annotations.NullMarked;
