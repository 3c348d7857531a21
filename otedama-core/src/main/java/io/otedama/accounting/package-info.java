/**
 * The deterministic state machine between journal and ledger. Rank 5.
 *
 * <pre>
 *   journal record --apply--> Accounting -> CreditBook (shares), BlockBook (blocks), boot number, worker names
 * </pre>
 *
 * <p>{@code apply} is the only entry; live operation and replay call it with the same records and so reach the same state.
 */
@NullMarked
package io.otedama.accounting;

import org.jspecify.annotations.NullMarked;
