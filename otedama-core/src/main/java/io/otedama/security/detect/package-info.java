/**
 * Statistics that notice attackers. They raise alarms and ban nobody. Same rank as {@code security}: sees {@code chain}, {@code
 * spi}, {@code error} only; no clock, no chance, no I/O: time comes in as a parameter.
 *
 * <pre>
 *   every few seconds, one thread
 *   WorkerSample of each worker -> AttackDetectors -+-> WorkerWatch   windows of one worker
 *                                                   |     WithholdingTest  blocks found against blocks expected
 *                                                   |     StormTest        stale, duplicate, low-difficulty, malformed shares
 *                                                   |     HashrateJump     counted work against its own past
 *                                                   |     ShareFlood       shares per connection
 *                                                   +-> WithholdingTest of each payout account
 *   on a login, any thread -> LoginEnumeration      names tried from one address that never mine
 *                                                   |
 *                                                   v
 *                                       AlarmLog: the newest 1,000, one per subject and kind and hour
 * </pre>
 *
 * <p>Windows are exponential: a count S becomes S * exp(-dt / T) + n. With Poisson events of rate r that S is bounded by the
 * Poisson tail of mean r * T ({@link io.otedama.security.detect.PoissonTail} says why), so one double is a sliding window.
 *
 * <p>Floating point decides here. It is neither money nor a target: what follows is a line for a person to read.
 */
@NullMarked
package io.otedama.security.detect;

import org.jspecify.annotations.NullMarked;
