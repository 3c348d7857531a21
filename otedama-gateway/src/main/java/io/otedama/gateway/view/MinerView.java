package io.otedama.gateway.view;

import io.otedama.spi.StoredAccount;
import org.jspecify.annotations.Nullable;

/**
 * An account and all its workers.
 *
 * @param connected workers that are connected
 * @param balance null when the pool keeps no store
 */
public record MinerView(
        String account,
        int workers,
        int connected,
        HashrateView hashrate,
        long acceptedShares,
        long rejectedShares,
        @Nullable Long lastShareAt,
        @Nullable Balance balance) {
    /** Base units. */
    public record Balance(long immature, long payable, long paying, long paid) {
        /** Of an account that the store may not know yet. */
        public static Balance of(@Nullable StoredAccount account) {
            return account == null
                    ? new Balance(0, 0, 0, 0)
                    : new Balance(account.immature(), account.payable(), account.paying(), account.paid());
        }
    }

    /** One line of the list. */
    public record Row(
            String account,
            int workers,
            int connected,
            double hashrate,
            long acceptedShares,
            long rejectedShares,
            @Nullable Long lastShareAt) {}
}
