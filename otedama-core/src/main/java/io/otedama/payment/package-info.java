/**
 * From balances to transactions. Rank 7, above the pipeline, because every step is a journal record. {@code PayoutRun} has one
 * thread of its own, on which {@code OpenPayments} works too; {@code PaymentPlanner} runs on the thread of the books.
 *
 * <pre>
 *   balances -> PaymentPlanner -> Wallet.prepare (signed, coins locked, nothing sent)
 *            -> intent with the whole transaction, durable -> broadcast -> BROADCAST -> deep enough -> CONFIRMED
 *
 *   a time-out, a crash, a kill anywhere: the next round asks the node for the txid of every open intent first
 *   known -> go on | unknown -> lock its coins again, send the same bytes again | spent by a stranger -> CONFLICTED, hold
 * </pre>
 *
 * <p>What this does not guard against yet is under "Known limits" in the README of the project.
 */
@NullMarked
package io.otedama.payment;

import org.jspecify.annotations.NullMarked;
