/**
 * The deterministic state machine between journal and ledger. Rank 5.
 *
 * <pre>
 *   journal record --apply--> Accounting -> CreditBook      work per worker
 *                                        -> WorkerAccounts  whose account a worker's shares go to
 *                                        -> SchemeSeat      the payout scheme in force; its windows read old shares by JournalTail,
 *                                           |                which TailReader fills ahead of time on a thread of its own
 *                                        -> BlockLife       weights, then postings, of every block that is not final
 *                                        -> CoinbaseSplits  whom coinbases of recent jobs pay directly
 *                                        -> CarryBook       debts that those coinbases pay beside
 *                                        -> PaymentBook, Ledger
 *   CoinbaseClaims  read from the books for the next coinbase: shares and debts, and which of them it pays
 * </pre>
 *
 * <p>{@code apply} is the only entry; live operation and replay call it with the same records and so reach the same state.
 */
@NullMarked
package io.otedama.accounting;

import org.jspecify.annotations.NullMarked;
