package io.otedama.storage.jdbc;

import io.otedama.OfflineLedger;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.payout.PayoutTerms;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.BootRecord;
import io.otedama.spi.ConfigRecord;
import io.otedama.spi.CorrectionRecord;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.PaymentIntentRecord;
import io.otedama.spi.PaymentStatusRecord;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.SplitRecord;
import io.otedama.spi.WorkerRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A journal of a small pool's life: miners, shares, blocks that come and go, payments, corrections. */
final class RandomJournal {
    static final int MINERS = 6;
    private static final int FIRST_MINER = 4;
    private static final long BLOCK_VALUE = 312_500_007;
    private static final int BITS = 0x1b0404cb;

    final InMemoryJournal journal = new InMemoryJournal();
    final List<Hash256> blocks = new ArrayList<>();
    private final Random random;
    private final ByteBuffer bytes = ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);
    private final List<Long> openPayments = new ArrayList<>();
    private final List<Hash256> txids = new ArrayList<>();
    private long millis = 1_700_000_000_000L;
    private long lastPayment;
    private long lastSplit;

    RandomJournal(long seed, String terms) {
        random = new Random(seed);
        journal.append(new BootRecord().encode(bytes, millis, 1, hash(), "pool" + seed));
        PayoutTerms t = PayoutTerms.parse(terms);
        journal.append(new ConfigRecord()
                .encode(bytes, millis, t.scheme(), t.parameterText(), t.feeBasisPoints(), 0, t.donationAccount()));
        for (int i = 0; i < MINERS; i++) {
            journal.append(new WorkerRecord().encode(bytes, millis, i + 1, account(i) + ".rig", account(i)));
        }
    }

    static String account(int miner) {
        return "miner" + miner;
    }

    private Hash256 hash() {
        byte[] hash = new byte[Hash256.BYTES];
        random.nextBytes(hash);
        return Hash256.ofInternal(hash);
    }

    void grow(int steps) {
        for (int i = 0; i < steps; i++) {
            millis += random.nextInt(20_000);
            int dice = random.nextInt(100);
            if (dice < 80) {
                share(hash(), 0);
            } else if (dice < 85) {
                find();
            } else if (dice < 94) {
                changeBlock();
            } else if (dice < 96) {
                pay();
            } else if (dice < 99) {
                changePayment();
            } else {
                correct();
            }
        }
    }

    private void share(Hash256 hash, int flags) {
        ShareTarget target = ShareTarget.of(Difficulty.of(1 + random.nextInt(1_000)), 1);
        journal.append(new ShareRecord()
                .encode(bytes, millis, 1, 1 + random.nextInt(MINERS), flags, hash.toBytes(), target, BITS));
    }

    private void find() {
        Hash256 hash = hash();
        long split = 0;
        if (random.nextBoolean()) {
            split = ++lastSplit;
            int[] accounts = {FIRST_MINER + random.nextInt(MINERS)};
            journal.append(
                    new SplitRecord().encode(bytes, millis, split, 1, BLOCK_VALUE, accounts, new long[] {1_000_000}));
        }
        share(hash, ShareRecord.FLAG_BLOCK);
        blocks.add(hash);
        block(hash, Status.FOUND, split);
    }

    private void changeBlock() {
        if (!blocks.isEmpty()) {
            Status[] next = {Status.IN_CHAIN, Status.IN_CHAIN, Status.MATURE, Status.ORPHANED};
            block(blocks.get(random.nextInt(blocks.size())), next[random.nextInt(next.length)], 0);
        }
    }

    private void block(Hash256 hash, Status status, long split) {
        int height = 100 + blocks.indexOf(hash);
        journal.append(new BlockRecord().encode(bytes, millis, status, height, hash, 1, 1, 1, BLOCK_VALUE, split));
    }

    private void pay() {
        List<PaymentIntentRecord.Output> outputs = new ArrayList<>();
        OfflineLedger books = OfflineLedger.replay(journal, sequence -> {});
        for (int i = 0; i < MINERS; i++) {
            long payable = books.balance(account(i)).orElseThrow().payable();
            if (payable > 10_000) {
                outputs.add(new PaymentIntentRecord.Output(FIRST_MINER + i, payable, payable - 50));
            }
        }
        if (!outputs.isEmpty()) {
            openPayments.add(++lastPayment);
            txids.add(hash());
            List<PaymentIntentRecord.Input> inputs = List.of(new PaymentIntentRecord.Input(hash(), 0));
            journal.append(new PaymentIntentRecord()
                    .encode(bytes, millis, lastPayment, txid(), 300, inputs, outputs, new byte[] {1, 2, 3}));
        }
    }

    private Hash256 txid() {
        return txids.get(txids.size() - 1);
    }

    private void changePayment() {
        if (!openPayments.isEmpty()) {
            int which = random.nextInt(openPayments.size());
            PaymentStatusRecord.Status[] all = PaymentStatusRecord.Status.values();
            PaymentStatusRecord.Status status = all[random.nextInt(all.length)];
            long id = openPayments.get(which);
            journal.append(
                    new PaymentStatusRecord().encode(bytes, millis, id, status, 1, txids.get(Math.toIntExact(id - 1))));
            if (status == PaymentStatusRecord.Status.CONFIRMED || status == PaymentStatusRecord.Status.CANCELLED) {
                openPayments.remove(which);
            }
        }
    }

    private void correct() {
        journal.append(new CorrectionRecord().encode(bytes, millis, 17, "pool:fee", account(0), "for the test"));
    }
}
