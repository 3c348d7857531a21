/**
 * Limits that keep one peer from harming the others, and the secrets of servers. Rank 3: sees {@code chain}, {@code spi},
 * {@code error} and {@code internal} only. The limits are pure: none of them reads a clock, knows a socket or decides whom to
 * ban.
 *
 * <pre>
 *   connection opens  -> AddressCounter.acquire   how many from this address, how many in all   any thread
 *   bytes arrive      -> TokenBucket.tryTake      shares and requests per second                one event loop
 *   line is nonsense  -> StrikeCounter.strike     how often lately                              one event loop
 *   connection closes -> AddressCounter.release
 *   worker authorizes -> AddressAuthenticator     the user name is an address of this network  any thread
 *
 *   TlsFiles -> TlsKeeper, a thread of its own: looks at the files, TlsMaterial.read when they have changed
 *                  \-> ReloadingKeys -> each new TLS handshake                            any thread
 *   SecretFile    refuses a secret that others than its owner can open
 * </pre>
 *
 * <p>A limit answers with a verdict; what follows from it (an error, reading no more, closing) is the caller's business.
 */
@NullMarked
package io.otedama.security;

import org.jspecify.annotations.NullMarked;
