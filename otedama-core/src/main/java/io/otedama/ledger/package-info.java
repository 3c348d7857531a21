/**
 * The books. Rank 3: sees {@code chain}, {@code spi}. One writer, no clock, no I/O; the state is a function of the journal's
 * records and of nothing else.
 *
 * <pre>
 *   AccountTable  names and numbers      Ledger       account x Bucket (immature, payable, paying, paid), sum always 0
 *   CreditBook    work per worker        PaymentBook  payments under way -> postings
 *   BlockBook     every block's status   WorkSums, LargestRemainder   128-bit sums, exact division
 *   StateWriter, StateReader             the same bytes for the same books
 * </pre>
 */
@NullMarked
package io.otedama.ledger;

import org.jspecify.annotations.NullMarked;
