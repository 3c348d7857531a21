/**
 * The book: who is credited how much work, and what became of every block. Rank 3: sees {@code chain}, {@code spi}. One
 * writer, no clock, no I/O; the state is a function of the journal's records and of nothing else.
 */
@NullMarked
package io.otedama.ledger;

import org.jspecify.annotations.NullMarked;
