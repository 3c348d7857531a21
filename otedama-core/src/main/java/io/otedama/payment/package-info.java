/**
 * Pays miners: what is due, in which transactions, and what became of each. Rank 7, above the pipeline, because every step is a
 * journal record. {@code PayoutRun} has one thread of its own; {@code PaymentPlanner} runs on the thread of the books.
 *
 * <pre>
 *   every round    books: open payments ──> lock inputs, ask for every transaction ──> confirmed | broadcast again | conflict
 *   when it is due, and nothing is in doubt
 *                  books: payable ──> PaymentPlanner ──> PayoutPlan: batches, and who is left out and why
 *   per batch      prepare ──> payable looked at again ──> INTENT, durable ──> broadcast ──> BROADCAST ──> … CONFIRMED
 *                     │                                       │                    │
 *   it breaks here    nothing sent                            ask the books        ask the chain; the same bytes again
 * </pre>
 *
 * <p>The intent holds the whole signed transaction. So whatever dies when, the next round finds it in the books and can only
 * send the very same bytes, which the chain takes once.
 */
@NullMarked
package io.otedama.payment;

import org.jspecify.annotations.NullMarked;
