/**
 * What a pool does for its honest miners while others try to hurt it. Loopback only, bounded in everything.
 *
 * <pre>
 *   AttackCommand -> VictimProcess (a pool of its own), or a server that the user owns -> Victim
 *     AttackSession, for each Attack:  HonestMiners quiet -> AttackRun + HonestMiners -> AttackRow -> AttackTable, JSON
 *       AttackRun: seats, each with one AttackWire (socket, budget) and one Attacker (what it sends, and when)
 *
 *   honest miners  127.1.n.1          attackers 127.(64 + attack).n.m, or a new one for each connection
 * </pre>
 */
@NullMarked
package io.otedama.bench.attack;

import org.jspecify.annotations.NullMarked;
