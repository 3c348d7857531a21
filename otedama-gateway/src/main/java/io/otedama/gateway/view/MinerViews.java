package io.otedama.gateway.view;

import io.otedama.spi.StoredAccount;
import java.util.List;
import java.util.Optional;

/** One miner, out of the pool and its store. Any thread; may wait for the store. */
public final class MinerViews {
    private final PoolSource pool;
    private final PoolViews views;

    public MinerViews(PoolSource pool, PoolViews views) {
        this.pool = pool;
        this.views = views;
    }

    /** Empty when neither knows the account, or it is one of the pool's own. */
    public Optional<MinerView> find(String account) {
        boolean stored = pool.query().isPresent();
        Optional<StoredAccount> balance =
                pool.query().flatMap(query -> query.account(account)).filter(StoredAccount::miner);
        MinerTotals known = views.picture().miners().get(account);
        if (known == null && balance.isEmpty()) {
            return Optional.empty();
        }
        MinerTotals totals = known == null ? MinerTotals.of(account, List.of()) : known;
        return Optional.of(totals.view(stored ? MinerView.Balance.of(balance.orElse(null)) : null));
    }
}
