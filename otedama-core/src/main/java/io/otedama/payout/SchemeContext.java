package io.otedama.payout;

/** What a book may ask of the engine. Valid as long as the book. */
public interface SchemeContext {
    /**
     * Reads credited shares a second time, for windows that forget the oldest. Each call opens another one; the engine closes
     * them with the book.
     */
    ShareTail openTail();

    /** The pool's fee in basis points; taken by the engine, except where {@link PayoutBook#bearsRisk()}. */
    int feeBasisPoints();
}
