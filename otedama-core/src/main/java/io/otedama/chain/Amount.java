package io.otedama.chain;

import java.math.BigDecimal;

/** Money is a {@code long} of base units (satoshi, litoshi); this class only shows it to people. */
public final class Amount {
    /** Base units in one coin of every chain of the Bitcoin family. */
    public static final long UNITS_PER_COIN = 100_000_000L;

    /** No amount on any chain of the family is greater; guards sums against overflow. */
    public static final long MAX_UNITS = 21_000_000L * UNITS_PER_COIN * 1_000;

    private Amount() {}

    /** Eight decimals: 50 coins are {@code 50.00000000}. */
    public static String toCoins(long baseUnits) {
        return BigDecimal.valueOf(baseUnits, 8).toPlainString();
    }
}
