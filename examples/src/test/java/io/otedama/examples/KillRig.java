package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.OfflineLedger;
import io.otedama.OfflineLedger.Balance;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.ledger.BlockBook;
import io.otedama.node.regtest.RegtestBlock;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.pow.Sha256dProofOfWork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One data directory, the lives of a {@link KillPoolProcess} in it, and what must hold after each. One thread. */
final class KillRig {
    private static final List<String> MINERS =
            List.of("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9", "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080");

    private static final long PATIENCE_S = 60;

    private final Path data;
    private final AckMiner miner = new AckMiner();
    private int lives;

    KillRig(Path data) {
        this.data = data;
    }

    int acknowledged() {
        return miner.acknowledged().size();
    }

    /** A life without a trap, killed when so many shares are acknowledged. */
    void liveUntil(int shares) throws Exception {
        live("never", 1, pool -> acknowledged() >= shares);
    }

    /**
     * A life that ends by a kill.
     *
     * @param point where it stops by itself, if it gets there, and at which time it does
     * @param isOver asked between two shares
     */
    void live(String point, int hit, Predicate<PoolProcess> isOver) throws Exception {
        String account = MINERS.get(lives++ % MINERS.size());
        try (PoolProcess pool = start(point, Integer.toString(hit))) {
            String first = pool.awaitLine(l -> l.startsWith("at ") || l.startsWith("stratum: "));
            if (first.startsWith("stratum: ")) {
                mine(pool, account, isOver);
            }
            pool.kill();
        }
        check("kill " + lives + ", point " + point);
    }

    /** One miner speaks Stratum V1, another one Stratum V2, at the same time and for the same account. */
    private void mine(PoolProcess pool, String account, Predicate<PoolProcess> isOver) throws Exception {
        int port = pool.awaitPort();
        AtomicBoolean over = new AtomicBoolean();
        V2StepMiner.Kind kind = lives % 2 == 0 ? V2StepMiner.Kind.STANDARD : V2StepMiner.Kind.EXTENDED;
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> {
            try (V2StepMiner v2 = new V2StepMiner(port, null, new Sha256dProofOfWork(), kind, account + ".v2")) {
                v2.mineShares(miner.acknowledged(), () -> over.get() || isOver.test(pool));
            } catch (IOException e) {
                // the pool stopped before this one could begin
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        miner.mine(port, account, () -> isOver.test(pool));
        over.set(true);
        pool.kill();
        second.get(PATIENCE_S, TimeUnit.SECONDS);
    }

    private PoolProcess start(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = data.toString();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return PoolProcess.start(KillPoolProcess.class, all);
    }

    private OfflineLedger check(String when) {
        try {
            OfflineLedger books = KillChecks.journal(data, miner.acknowledged());
            try (RegtestChain chain = KillPoolProcess.chain(data)) {
                MINERS.forEach(account -> KillChecks.paidOnce(books, chain, account));
            }
            return books;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("after " + when, e);
        }
    }

    /** A last life that pays everybody: then books and chain must be equal, to the unit. */
    OfflineLedger settle() throws Exception {
        try (PoolProcess pool = start("settle")) {
            pool.awaitLine("settled"::equals);
            assertThat(pool.awaitExit()).as(pool.err()).isZero();
        }
        OfflineLedger books = check("settling");
        try (RegtestChain chain = KillPoolProcess.chain(data)) {
            for (String account : MINERS) {
                Balance balance = books.balance(account).orElseThrow();
                assertThat(balance.paid()).isPositive().isEqualTo(KillChecks.received(chain, account));
                assertThat(balance.paying()).isZero();
                assertThat(balance.immature()).isZero();
                assertThat(balance.payable()).isLessThan(KillPoolProcess.THRESHOLD);
            }
            assertThat(KillChecks.sum(books) + KillChecks.paymentFees(data))
                    .as("the ledger knows every block of the pool")
                    .isEqualTo(earned(chain, books));
        }
        assertThat(books.payments()).isEmpty();
        assertThat(CommandRun.of("ledger", "verify", "--data", data.toString()).exitCode())
                .isZero();
        return books;
    }

    /** Of all blocks in the chain whose coinbase pays where those that the books know do. */
    private static long earned(RegtestChain chain, OfflineLedger books) {
        Set<Hash256> known = books.blocks().stream().map(BlockBook.Entry::hash).collect(Collectors.toSet());
        Set<String> scripts = new HashSet<>();
        known.forEach(hash -> chain.block(hash).ifPresent(block -> scripts.add(script(block))));
        long sum = 0;
        for (int height = 1; height <= chain.height(); height++) {
            RegtestBlock block = chain.blockAt(height).orElseThrow();
            sum += scripts.contains(script(block)) ? block.coinbase().outputValue() : 0;
        }
        return sum;
    }

    private static String script(RegtestBlock block) {
        return Hex.encode(block.coinbase().outputs().get(0).script());
    }
}
