package io.otedama.node.regtest;

import io.otedama.chain.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes the transactions that fill the templates: most with witness, some without, all with a fee, some spending others
 * that still wait. The same seed and the same calls give the same transactions. Guarded by the chain's lock.
 *
 * <pre>
 *   faucet coins --> [1 or 2 inputs] --> stranger (P2WPKH, P2PKH or P2TR, never spent again)
 *                                    --> change: hash lock (witness) or anyone-can-spend (no witness)
 * </pre>
 */
final class SyntheticTraffic {
    private static final int LOCKS = 16;
    private static final int MIN_COINS = 32;
    private static final int COINS_PER_TRANSACTION = 4;
    private static final long COIN_VALUE = 10 * Amount.UNITS_PER_COIN;
    private static final long MIN_SPENDABLE = 200_000;
    private static final long MAX_PAID = 50_000;
    private static final long MIN_FEE = 200;
    private static final long MAX_FEE = 5_000;
    private static final int SEQUENCE = 0xfffffffd;

    private final Random random;
    private final HashLockRing locks;
    private final CoinSet coins;
    private final Mempool mempool;
    private final int coinsWanted;
    private final Consensus consensus;

    /**
     * @param locks the faucet's, empty as yet
     */
    SyntheticTraffic(ChainSettings settings, HashLockRing locks, CoinSet coins, Mempool mempool) {
        int transactionsPerBlock = settings.transactionsPerBlock();
        this.consensus = settings.consensus();
        this.random = new Random(settings.seed());
        this.locks = locks;
        this.coins = coins;
        this.mempool = mempool;
        while (locks.size() < LOCKS) {
            locks.next();
        }
        this.coinsWanted =
                transactionsPerBlock == 0 ? 0 : Math.max(MIN_COINS, COINS_PER_TRANSACTION * transactionsPerBlock);
        mint(coinsWanted);
    }

    private void mint(int count) {
        List<TxOutput> outputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outputs.add(new TxOutput(COIN_VALUE, changeScript()));
        }
        RegtestTransaction faucet = new RegtestTransaction(2, List.of(), outputs, 0);
        for (int i = 0; i < count; i++) {
            coins.mint(
                    new OutPoint(faucet.txid(), i),
                    new Coin(COIN_VALUE, outputs.get(i).script(), 0, false));
        }
    }

    /** Adds up to {@code count} transactions; fewer when the faucet's coins are all in use. */
    int add(int count, ChainEntry tip) {
        for (int i = 0; i < count; i++) {
            List<OutPoint> sources = chooseCoins(tip.height() + 1);
            if (sources.isEmpty() || mempool.size() >= Mempool.MAX_TRANSACTIONS) {
                return i;
            }
            try {
                mempool.add(spend(sources), tip);
            } catch (RejectedException e) {
                throw new IllegalStateException("a synthetic transaction was refused: " + e.reason(), e);
            }
        }
        return count;
    }

    private List<OutPoint> chooseCoins(int height) {
        List<OutPoint> chosen = new ArrayList<>();
        int wanted = hasEnoughCoins() && random.nextInt(4) == 0 ? 2 : 1;
        if (random.nextInt(4) == 0) {
            chooseUnconfirmed(chosen);
        }
        for (Map.Entry<OutPoint, Coin> coin : coins.ownedBy(CoinOwner.FAUCET).entrySet()) {
            if (chosen.size() >= wanted) {
                break;
            }
            boolean good = coin.getValue().value() >= MIN_SPENDABLE && consensus.isMature(coin.getValue(), height);
            if (good && !mempool.isSpent(coin.getKey())) {
                chosen.add(coin.getKey());
            }
        }
        if (chosen.isEmpty()) {
            mempool.entries().stream().filter(this::hasFreeChange).findFirst().ifPresent(e -> chosen.add(change(e)));
        }
        return chosen;
    }

    /** The change of a transaction that still waits, if the one that was hit on is still unspent. */
    private void chooseUnconfirmed(List<OutPoint> chosen) {
        if (mempool.size() > 0) {
            int at = random.nextInt(mempool.size());
            mempool.entries().stream()
                    .skip(at)
                    .limit(1)
                    .filter(this::hasFreeChange)
                    .forEach(entry -> chosen.add(change(entry)));
        }
    }

    private boolean hasFreeChange(MempoolEntry entry) {
        List<TxOutput> outputs = entry.transaction().outputs();
        TxOutput last = outputs.get(outputs.size() - 1);
        return isOurs(last.script()) && last.value() >= MIN_SPENDABLE && !mempool.isSpent(change(entry));
    }

    private static OutPoint change(MempoolEntry entry) {
        RegtestTransaction transaction = entry.transaction();
        return new OutPoint(transaction.txid(), transaction.outputs().size() - 1);
    }

    private RegtestTransaction spend(List<OutPoint> sources) {
        List<TxInput> inputs = new ArrayList<>();
        long sum = 0;
        for (OutPoint source : sources) {
            Coin coin = mempool.find(source);
            if (coin == null) {
                throw new IllegalStateException(source + " was chosen and is not there");
            }
            HashLock lock = locks.find(coin.script());
            inputs.add(new TxInput(source, new byte[0], SEQUENCE, lock == null ? List.of() : lock.witness()));
            sum += coin.value();
        }
        long paid = MIN_FEE + random.nextInt((int) MAX_PAID);
        long fee = MIN_FEE + random.nextInt((int) (MAX_FEE - MIN_FEE));
        List<TxOutput> outputs = new ArrayList<>();
        outputs.add(new TxOutput(paid, strangerScript()));
        long change = sum - paid - fee;
        if (!hasEnoughCoins()) {
            outputs.add(new TxOutput(change / 2, changeScript()));
            change -= change / 2;
        }
        outputs.add(new TxOutput(change, changeScript()));
        return new RegtestTransaction(2, inputs, outputs, 0);
    }

    /** Joining coins makes them fewer, splitting makes them more: their number stays near the one at the start. */
    private boolean hasEnoughCoins() {
        return coins.ownedBy(CoinOwner.FAUCET).size() >= coinsWanted;
    }

    private boolean isOurs(byte[] script) {
        return Scripts.isAnyoneCanSpend(script) || locks.find(script) != null;
    }

    private byte[] changeScript() {
        return random.nextInt(5) == 0
                ? Scripts.anyoneCanSpend()
                : locks.get(random.nextInt(LOCKS)).outputScript();
    }

    private byte[] strangerScript() {
        return switch (random.nextInt(3)) {
            case 0 -> Scripts.witnessKeyHash(randomBytes(20));
            case 1 -> Scripts.keyHash(randomBytes(20));
            default -> Scripts.taproot(randomBytes(32));
        };
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
