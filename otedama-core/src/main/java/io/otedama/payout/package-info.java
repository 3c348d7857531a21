/**
 * How a reward is shared out. Rank 4: sees {@code chain}, {@code spi}, {@code ledger}. No clock, no I/O: a book is a function
 * of the records it was told of.
 *
 * <pre>
 *   PayoutScheme (by name) --open(parameters, context)--> PayoutBook
 *
 *   credited share ---onShare---> book                       PPLNS, TIDES: SlidingWindow <--tail-- ShareTail (journal again)
 *   job -------------onTerms----> book --credit--> reserve   PPS only
 *   block -----------weigh------> BlockWeights --largest remainder--> postings
 * </pre>
 *
 * <p>A third party's scheme is a {@link io.otedama.payout.PayoutScheme} that {@link java.util.ServiceLoader} finds; it proves
 * itself by passing {@code PayoutSchemeContract} of the core's test-jar.
 */
@NullMarked
package io.otedama.payout;

import org.jspecify.annotations.NullMarked;
