package io.otedama.accounting;

import io.otedama.chain.Hash256;
import io.otedama.ledger.Bucket;
import io.otedama.ledger.PaymentBook.Payment;
import io.otedama.payout.NetworkBits;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.PaymentIntentRecord.Input;
import io.otedama.spi.PaymentIntentRecord.Output;
import io.otedama.spi.PaymentStatusRecord;
import io.otedama.spi.SplitRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Anything that may happen to a pool, in random order; every step is legal. */
final class RandomCourse {
    private static final int MINERS = 15;
    private static final int MAX_OPEN_BLOCKS = 6;
    private static final int[] NETWORK_WORK = {700, 1000, 1300, 1900, 2500};

    private final AccountingRig rig;
    private final Random random;
    private final List<Found> open = new ArrayList<>();
    private long hashes;
    private long splits;
    private long payments;

    RandomCourse(AccountingRig rig, Random random) {
        this.rig = rig;
        this.random = random;
    }

    void step() {
        int dice = random.nextInt(100);
        if (dice < 3) {
            rig.lateShare(miner(), BigInteger.valueOf(1 + random.nextInt(40)));
        } else if (dice < 78) {
            rig.share(miner(), 1 + random.nextInt(40));
        } else if (dice < 82) {
            rig.job(NetworkBits.ofWork(NETWORK_WORK[random.nextInt(NETWORK_WORK.length)]), 100_000);
        } else if (dice < 85) {
            find();
        } else if (dice < 94) {
            moveBlock();
        } else if (dice < 99) {
            movePayment();
        } else {
            correct();
        }
    }

    private String miner() {
        return "miner" + random.nextInt(MINERS);
    }

    private void find() {
        Found found = new Found(AccountingRig.hash(++hashes), miner(), 100_000L + random.nextInt(5000), split());
        if (random.nextInt(10) > 0) { // now and then a block is seen whose share was not credited
            rig.blockShare(found.finder, BigInteger.valueOf(1 + random.nextInt(40)), found.hash);
        } else {
            rig.worker(found.finder);
        }
        rig.block(BlockRecord.Status.FOUND, found.hash, found.finder, found.value, found.splitId);
        open.add(found);
    }

    /** Sometimes the coinbase pays somebody itself, and debts; now and then more than there are. */
    private long split() {
        String lucky = miner();
        String creditor = miner();
        if (random.nextInt(3) > 0 || rig.account(lucky) < 0 || rig.account(creditor) < 0) {
            return 0;
        }
        Map<String, Long> shares = Map.of(lucky, 1L + random.nextInt(20_000));
        long debt = rig.balance(creditor, Bucket.PAYABLE) + random.nextInt(50) / 49;
        int flags = random.nextInt(4) == 0 ? SplitRecord.FLAG_REST_TO_OWNER : 0;
        rig.split(++splits, 100_000, flags, flags == 0 ? shares : Map.of(), Map.of(creditor, debt));
        return splits;
    }

    /** Chains end at any block; only the oldest becomes mature or is forgotten. */
    private void moveBlock() {
        if (open.isEmpty()) {
            return;
        }
        if (open.size() > MAX_OPEN_BLOCKS) {
            Found oldest = open.remove(0);
            become(oldest, random.nextInt(4) > 0 ? BlockRecord.Status.MATURE : BlockRecord.Status.ORPHANED);
        } else {
            Found any = open.get(random.nextInt(open.size()));
            become(any, random.nextInt(3) > 0 ? BlockRecord.Status.IN_CHAIN : BlockRecord.Status.ORPHANED);
        }
    }

    private void become(Found block, BlockRecord.Status status) {
        rig.block(status, block.hash, block.finder, block.value, block.splitId);
    }

    private void movePayment() {
        List<Payment> now = rig.books.payments().open();
        if (now.size() < 2) {
            begin();
            return;
        }
        Payment any = now.get(random.nextInt(now.size()));
        if (random.nextInt(4) == 0) {
            replace(any);
            return;
        }
        PaymentStatusRecord.Status[] all = PaymentStatusRecord.Status.values();
        Hash256 txid = any.transactions()
                .get(random.nextInt(any.transactions().size()))
                .txid();
        rig.payment(any.id(), all[random.nextInt(all.length)], txid);
    }

    /** A greater fee for the same coins. */
    private void replace(Payment payment) {
        rig.intent(
                payment.id(),
                AccountingRig.hash(-2_000_000 - ++payments),
                90,
                payment.transactions().get(0).inputs(),
                payment.outputs());
    }

    private void correct() {
        String from = miner();
        long owed = rig.balance(from, Bucket.PAYABLE);
        if (owed > 0) {
            rig.correct(1 + random.nextLong(owed), from, random.nextBoolean() ? "pool:fee" : miner());
        }
    }

    private void begin() {
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < MINERS; i++) {
            long owed = rig.balance("miner" + i, Bucket.PAYABLE);
            if (owed > 10) {
                outputs.add(new Output(rig.account("miner" + i), owed, owed - random.nextInt(10)));
            }
        }
        if (!outputs.isEmpty()) {
            Hash256 txid = AccountingRig.hash(-1_000_000 - ++payments);
            rig.intent(rig.books.payments().lastId() + 1, txid, 50, List.of(new Input(txid, 1)), outputs);
        }
    }

    private record Found(Hash256 hash, String finder, long value, long splitId) {}
}
