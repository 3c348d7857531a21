package io.otedama.gateway;

import static org.awaitility.Awaitility.await;

import io.otedama.Pool;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.payment.PaymentPolicy;
import io.otedama.payout.PayoutTerms;
import io.otedama.session.ShareSubmission;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.ChainView.BlockPosition;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.MiningJob;
import io.otedama.spi.PoolQuery;
import io.otedama.testkit.FakeAddresses;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import io.otedama.testkit.FakeWallet;
import io.otedama.testkit.InMemoryQueryStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A whole pool without sockets in which everything has happened once: two miners, a mature block, one that is not in the chain, a
 * payment. One for all tests of the module, since it takes the chain a second or two.
 */
final class RigPool {
    static final String ALICE = FakeAddresses.of(1);
    static final String BOB = FakeAddresses.of(2);
    static final String ALICE_RIG = ALICE + ".rig";

    /** A name as attackers choose it. */
    static final String HOSTILE_RIG = BOB + ".<img src=x onerror=alert(1)>\"'&/?#%";

    private static final String POOL_ADDRESS = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";

    private static final class Shared {
        private static final RigPool POOL = new RigPool(true);
    }

    final FakeNode node = new FakeNode(FakeNode.EASY_BITS);
    final FakeFrontEnd frontEnd = new FakeFrontEnd();
    final FakeWallet wallet = new FakeWallet();
    final InMemoryQueryStore store = new InMemoryQueryStore();
    final Pool pool;
    Hash256 mature = Hash256.ZERO;
    Hash256 found = Hash256.ZERO;

    /**
     * @param withHistory with a store, a wallet, and everything that has happened; else a pool that has just begun
     */
    RigPool(boolean withHistory) {
        var builder = Pool.builder()
                .node(node)
                .payoutAddress(POOL_ADDRESS)
                .frontEnd(frontEnd)
                .journal(new InMemoryJournal())
                .fixedDifficulty(Difficulty.MIN)
                .maturity(2)
                .payout(PayoutTerms.of("prop"));
        if (withHistory) {
            builder.store(store)
                    .payments(
                            wallet,
                            PaymentPolicy.defaults()
                                    .withThreshold(10_000)
                                    .withSchedule(PaymentPolicy.ON_REQUEST, Duration.ofSeconds(1)));
        }
        pool = builder.build();
        pool.start();
        if (withHistory) {
            live();
        }
    }

    static RigPool shared() {
        return Shared.POOL;
    }

    private void live() {
        for (int i = 0; i < 3; i++) {
            wallet.fund(10_000_000_000L);
        }
        FakeMiner alice = connect(ALICE_RIG);
        mature = mine(alice, 1);
        found = mine(connect(HOSTILE_RIG), 2);
        node.place(mature, BlockPosition.inChain(2));
        await().atMost(20, TimeUnit.SECONDS).until(() -> isMature() && isPayable());
        var unused = pool.payouts()
                .orElseThrow()
                .runNow()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> !store.payments(PoolQuery.NEWEST, 10).isEmpty());
    }

    private boolean isMature() {
        return pool.snapshot().blocks().stream()
                .anyMatch(b -> b.hash().equals(mature) && b.status() == BlockRecord.Status.MATURE);
    }

    private boolean isPayable() {
        return store.account(ALICE).filter(a -> a.payable() > 0).isPresent();
    }

    FakeMiner connect(String worker) {
        FakeMiner miner = new FakeMiner(frontEnd, worker, "x");
        miner.session.assign(frontEnd.ingress().currentJob());
        return miner;
    }

    /** A share that is a block. */
    Hash256 mine(FakeMiner miner, int extranonce2) {
        MiningJob job = frontEnd.ingress().currentJob();
        ShareSubmission share = miner.solve(job, extranonce2, job.networkTarget(), null);
        try {
            if (miner.submit(share) != ShareVerdict.ACCEPTED) {
                throw new IllegalStateException("the share was refused");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return miner.header(job, share).hash();
    }
}
