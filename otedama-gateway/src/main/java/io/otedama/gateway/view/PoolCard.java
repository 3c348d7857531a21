package io.otedama.gateway.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pool tells of itself that its engine does not know.
 *
 * @param name for people
 * @param version of the software
 * @param payout terms of payout as text, {@code pplns:n=2}; null when nobody is credited
 * @param coinUnit such as {@code BTC}; null: amounts are shown as base units
 * @param stratum addresses that miners connect to
 */
public record PoolCard(
        String name,
        String version,
        @Nullable String payout,
        @Nullable String coinUnit,
        List<String> stratum) {
    public PoolCard {
        stratum = List.copyOf(stratum);
    }

    /** Of a pool that tells nothing. */
    public static PoolCard of(String name) {
        String version = PoolCard.class.getPackage().getImplementationVersion();
        return new PoolCard(name, version == null ? "development" : version, null, null, List.of());
    }

    public PoolCard withPayout(String terms) {
        return new PoolCard(name, version, terms, coinUnit, stratum);
    }

    public PoolCard withCoinUnit(String unit) {
        return new PoolCard(name, version, payout, unit, stratum);
    }

    public PoolCard withStratum(List<String> addresses) {
        return new PoolCard(name, version, payout, coinUnit, addresses);
    }
}
