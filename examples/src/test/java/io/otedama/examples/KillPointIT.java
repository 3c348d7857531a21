package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.OfflineLedger;
import io.otedama.OfflineLedger.Balance;
import io.otedama.node.regtest.RegtestChain;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pool that pays is killed at every named point of {@link KillTrap}, one life after the other in one directory. Whatever
 * was half done, the next life makes whole: at the end the chain has paid what the books say, to the unit.
 */
@Timeout(600)
class KillPointIT {
    private static final List<String> MINERS =
            List.of("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9", "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080");

    @TempDir
    Path data;

    private final AckMiner miner = new AckMiner();

    @Test
    void aKillAtAnyPointLosesNothingAndPaysNobodyTwice() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillPointIT seed " + seed);
        Random random = new Random(seed);
        firstLife();
        int life = 0;
        for (String point : KillTrap.POINTS) {
            String account = MINERS.get(life++ % MINERS.size());
            try (PoolProcess pool = start(point, Integer.toString(1 + random.nextInt(hits(point))))) {
                if (pool.awaitLine(l -> l.startsWith("at ") || l.startsWith("stratum: "))
                        .startsWith("stratum: ")) {
                    miner.mine(pool.awaitPort(), account, () -> pool.out().contains("at " + point));
                }
                pool.kill();
            }
            check(point);
        }
        try (PoolProcess pool = start("settle")) {
            pool.awaitLine("settled"::equals);
            assertThat(pool.awaitExit()).as(pool.err()).isZero();
        }
        checkSettled(check("settled"));
    }

    /** Before it there is nothing that could be checked. */
    private void firstLife() throws Exception {
        try (PoolProcess pool = start("never", "1")) {
            miner.mine(
                    pool.awaitPort(), MINERS.get(0), () -> miner.acknowledged().size() >= 100);
            pool.kill();
        }
        check("no point");
    }

    /** Batches are many, payments few. */
    private static int hits(String point) {
        return point.endsWith("-write") || point.endsWith("-force") ? 200 : 3;
    }

    private PoolProcess start(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = data.toString();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return PoolProcess.start(KillPoolProcess.class, all);
    }

    private OfflineLedger check(String point) {
        try {
            OfflineLedger books = KillChecks.journal(data, miner.acknowledged());
            try (RegtestChain chain = KillPoolProcess.chain(data)) {
                MINERS.forEach(account -> KillChecks.paidOnce(books, chain, account));
            }
            return books;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("after a kill at " + point, e);
        }
    }

    private void checkSettled(OfflineLedger books) {
        try (RegtestChain chain = KillPoolProcess.chain(data)) {
            for (String account : MINERS) {
                Balance balance = books.balance(account).orElseThrow();
                assertThat(balance.paid()).isPositive().isEqualTo(KillChecks.received(chain, account));
                assertThat(balance.paying()).isZero();
                assertThat(balance.immature()).isZero();
                assertThat(balance.payable()).isLessThan(KillPoolProcess.THRESHOLD);
            }
        }
        assertThat(books.payments()).isEmpty();
        assertThat(books.confirmedPayments()).isGreaterThan(KillTrap.POINTS.size() / 2);
        assertThat(CommandRun.of("ledger", "verify", "--data", data.toString()).exitCode())
                .isZero();
    }
}
