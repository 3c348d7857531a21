package io.otedama.snapshot;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import io.otedama.chain.Work;
import io.otedama.job.JobTable;
import io.otedama.payout.PayoutTerms;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.BootRecord;
import io.otedama.spi.ConfigRecord;
import io.otedama.spi.JobRecord;
import io.otedama.spi.MiningJob;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.WorkerRecord;
import io.otedama.testkit.PlainJob;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What a pool writes into its journal, in random order: tips that come and go and come back, several jobs on each, restarts in
 * between, shares with hashes of their own on jobs that still count, blocks that mature or die. For one thread.
 */
final class RandomCourse {
    static final String POOL = "random";
    private static final int BITS = 0x207fffff;
    private static final int MINERS = 12;
    private static final int TIPS = 7;

    private final Random random;
    private final Hash256 genesis;
    private final Consumer<RecordView> sink;
    private final List<Hash256> tips = new ArrayList<>();
    private final ArrayDeque<Issued> alive = new ArrayDeque<>();
    private final List<Found> open = new ArrayList<>();
    private int introduced;
    private long boots;
    private long jobs;
    private long generation;
    private long millis = 1_700_000_000_000L;

    /**
     * @param sink takes each record; the bytes are its own
     */
    RandomCourse(Random random, Hash256 genesis, Consumer<RecordView> sink) {
        this.random = random;
        this.genesis = genesis;
        this.sink = sink;
        for (int i = 0; i < TIPS; i++) {
            tips.add(hash(random));
        }
    }

    static Hash256 hash(Random random) {
        byte[] bytes = new byte[Hash256.BYTES];
        random.nextBytes(bytes);
        return Hash256.ofInternal(bytes);
    }

    private static ByteBuffer bytes() {
        return ByteBuffer.allocate(1_024).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The first records of a journal. */
    void begin(String terms) {
        boot();
        PayoutTerms parsed = PayoutTerms.parse(terms);
        sink.accept(new ConfigRecord()
                .encode(
                        bytes(),
                        millis,
                        parsed.scheme(),
                        parsed.parameterText(),
                        parsed.feeBasisPoints(),
                        parsed.donationBasisPoints(),
                        parsed.donationAccount()));
        job(tips.get(0));
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    void step() {
        millis += random.nextInt(20_000);
        int dice = random.nextInt(1_000);
        if (dice < 3) {
            boot();
            job(tips.get(random.nextInt(TIPS)));
        } else if (dice < 40) {
            job(tips.get(random.nextInt(TIPS)));
        } else if (dice < 90) {
            job(alive.getLast().job.previousBlock());
        } else if (dice < 960) {
            share(0);
        } else if (dice < 975) {
            find();
        } else {
            moveBlock();
        }
    }

    private void boot() {
        boots++;
        jobs = 0;
        alive.clear();
        sink.accept(new BootRecord().encode(bytes(), millis, boots, genesis, POOL));
    }

    /** Jobs count for three more changes of the tip, as in the pool's table, and for credit when theirs is back. */
    private void job(Hash256 previous) {
        if (alive.isEmpty() || !alive.getLast().job.previousBlock().equals(previous)) {
            generation++;
            alive.removeIf(issued -> generation - issued.generation > JobTable.FORMER_BLOCKS);
        }
        jobs++;
        PlainJob job = new PlainJob(jobs, previous, BITS);
        alive.addLast(new Issued(job, generation));
        sink.accept(new JobRecord().encode(bytes(), millis, job, 50_000, 50_000, 0));
    }

    private List<Issued> creditable() {
        Hash256 tip = alive.getLast().job.previousBlock();
        return alive.stream().filter(i -> i.job.previousBlock().equals(tip)).toList();
    }

    private Hash256 share(int flags) {
        int miner = random.nextInt(MINERS);
        if (miner >= introduced) {
            miner = introduced++;
            sink.accept(new WorkerRecord().encode(bytes(), millis, 1 + miner, "m" + miner + ".rig", "m" + miner));
        }
        Hash256 hash = hash(random);
        List<Issued> creditable = creditable();
        MiningJob job = creditable.get(random.nextInt(creditable.size())).job;
        ShareTarget target =
                new ShareTarget(Difficulty.ONE, Target.MAX, Work.of(BigInteger.valueOf(1 + random.nextInt(3))));
        sink.accept(new ShareRecord()
                .encode(bytes(), millis, job.number(), 1 + miner, flags, hash.toBytes(), target, BITS));
        return hash;
    }

    private void find() {
        Hash256 hash = share(ShareRecord.FLAG_BLOCK);
        Found found = new Found(hash, 1 + random.nextInt(introduced), 50_000L + random.nextInt(900));
        open.add(found);
        become(found, Status.FOUND);
    }

    private void moveBlock() {
        if (open.size() > 4) {
            become(open.remove(0), random.nextBoolean() ? Status.MATURE : Status.ORPHANED);
        } else if (!open.isEmpty()) {
            become(open.get(random.nextInt(open.size())), random.nextBoolean() ? Status.IN_CHAIN : Status.ORPHANED);
        }
    }

    private void become(Found block, Status status) {
        sink.accept(new BlockRecord()
                .encode(bytes(), millis, status, 7, block.hash, jobs, block.worker, 0, block.value, 0));
    }

    private record Issued(PlainJob job, long generation) {}

    private record Found(Hash256 hash, int worker, long value) {}
}
