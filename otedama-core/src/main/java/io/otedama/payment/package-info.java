/**
 * From balances to transactions, and never twice. Above the pipeline, because every step is a journal record.
 *
 * <pre>
 *   balances -> PaymentPlanner -> Wallet.prepare (signed, coins locked, nothing sent)
 *            -> intent with the whole transaction, durable -> broadcast -> BROADCAST -> deep enough -> CONFIRMED
 *
 *   a time-out, a crash, a kill anywhere: the next round asks the node for the txid of every open intent first
 *   known -> go on | unknown -> lock its coins again, send the same bytes again | spent by a stranger -> CONFLICTED, hold
 * </pre>
 */
@NullMarked
package io.otedama.payment;

import org.jspecify.annotations.NullMarked;
