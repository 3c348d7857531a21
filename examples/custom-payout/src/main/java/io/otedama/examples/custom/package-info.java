/**
 * A third party's payout scheme.
 *
 * <pre>
 *   META-INF/services/io.otedama.payout.PayoutScheme -> FinderBonusScheme -> its book: shares in, weights of a block out
 * </pre>
 */
@NullMarked
package io.otedama.examples.custom;

import org.jspecify.annotations.NullMarked;
