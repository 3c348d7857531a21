package io.otedama.accounting;

import io.otedama.accounting.CoinbaseClaims.Payment;
import io.otedama.chain.Hash256;
import io.otedama.job.CoinbaseRoom;
import io.otedama.spi.BlockRecord.Status;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A chain that forks and reorganises, mined by a pool whose coinbases have room for few. Remembers what the chain really paid,
 * beside the books and without asking them.
 *
 * <pre>
 *   jobs       on a tip that may be old, or on a new one but computed before the news of the block it builds on
 *   blocks     extend their job's previous block: the tip, or a branch that may win later
 *   maturity   a block so deep in the chain that no reorganisation reaches it
 * </pre>
 */
final class CarryCourse {
    static final int MINERS = 15;
    private static final int MATURITY = 6;
    private static final int OUTPUT_BYTES = 31;
    private static final byte[] SCRIPT = new byte[22];
    private static final Hash256 GENESIS = AccountingRig.hash(0);

    /** What mature coinbases have paid each account. */
    final Map<String, Long> received = new TreeMap<>();

    /** What mature blocks have brought each account, whenever and by whom it is paid. */
    final Map<String, Long> earned = new TreeMap<>();

    long poolReceived;
    long carried;
    long orphans;
    long greatestAdvance;

    private final AccountingRig rig;
    private final Random random;
    private final int feeBasisPoints;
    private final Map<Hash256, Block> blocks = new HashMap<>();
    private final Map<Hash256, Boolean> inChain = new LinkedHashMap<>();
    private final List<Job> jobs = new ArrayList<>();
    private final List<Block> mature = new ArrayList<>();
    private Hash256 tip = GENESIS;
    private long hashes;
    private long splits;

    CarryCourse(AccountingRig rig, Random random, int feeBasisPoints) {
        this.rig = rig;
        this.random = random;
        this.feeBasisPoints = feeBasisPoints;
    }

    void step() {
        int dice = random.nextInt(100);
        if (dice < 60) {
            rig.share(miner(), 1 + random.nextInt(40));
        } else if (dice < 80) {
            issue(plan(), tip);
        } else if (dice < 92 && !jobs.isEmpty()) {
            find(jobs.get(Math.max(0, jobs.size() - 1 - random.nextInt(6))));
        } else if (dice < 97) {
            foreignBlock();
        } else {
            reorganise();
        }
    }

    /** No more blocks come; those that there are become mature. */
    void end() {
        for (int i = 0; i < MATURITY; i++) {
            foreignBlock();
        }
    }

    private String miner() {
        return "miner" + (int) (MINERS * Math.pow(random.nextDouble(), 2));
    }

    /** A coinbase as the books of now want it. */
    private Plan plan() {
        long value = 60_000L + random.nextInt(300_000);
        CoinbaseClaims claims = CoinbaseClaims.byWeight(rig.books, value - value * feeBasisPoints / 10_000, true);
        int count = claims.fitting(new CoinbaseRoom(OUTPUT_BYTES * random.nextInt(4)), address -> SCRIPT);
        return new Plan(value, claims.pay(count, value));
    }

    private void issue(Plan plan, Hash256 previous) {
        TreeMap<String, Long> shares = new TreeMap<>();
        TreeMap<String, Long> debts = new TreeMap<>();
        for (Payment payment : plan.payments) {
            shares.merge(payment.address(), payment.share(), Long::sum);
            debts.merge(payment.address(), payment.carried(), Long::sum);
        }
        rig.split(++splits, plan.value, 0, shares, debts);
        jobs.add(new Job(splits, previous, plan));
    }

    private void find(Job job) {
        Block block = new Block(AccountingRig.hash(++hashes), job.previous, miner(), job.split, job.plan);
        blocks.put(block.hash, block);
        Plan early = plan();
        if (random.nextInt(8) > 0) {
            rig.blockShare(block.finder, BigInteger.valueOf(1 + random.nextInt(40)), block.hash);
        } else {
            rig.worker(block.finder);
        }
        tell(block, Status.FOUND);
        if (job.previous.equals(tip)) {
            moveTo(block.hash);
            if (random.nextBoolean()) {
                issue(early, block.hash); // this job did not know of its own previous block
            }
        } else {
            orphans++;
            tell(block, Status.ORPHANED);
        }
    }

    private void foreignBlock() {
        Block block = new Block(AccountingRig.hash(++hashes), tip, "", 0, new Plan(0, List.of()));
        blocks.put(block.hash, block);
        moveTo(block.hash);
    }

    /** Another block that is not buried becomes the tip. */
    private void reorganise() {
        List<Hash256> candidates = new ArrayList<>();
        List<Hash256> chain = chain(tip);
        for (Block block : blocks.values()) {
            int fork = chain(block.hash).stream().mapToInt(chain::indexOf).max().orElse(-1);
            if (fork >= chain.size() - MATURITY + 1) {
                candidates.add(block.hash);
            }
        }
        candidates.sort((a, b) -> a.toString().compareTo(b.toString()));
        if (!candidates.isEmpty()) {
            moveTo(candidates.get(random.nextInt(candidates.size())));
        }
    }

    /** From the oldest that is not mature to the block itself. */
    private List<Hash256> chain(Hash256 end) {
        List<Hash256> chain = new ArrayList<>();
        for (Block at = blocks.get(end); at != null && !mature.contains(at); at = blocks.get(at.previous)) {
            chain.add(0, at.hash);
        }
        return chain;
    }

    private void moveTo(Hash256 newTip) {
        List<Hash256> now = chain(newTip);
        for (Hash256 gone : chain(tip)) {
            if (!now.contains(gone)) {
                orphans++;
                tell(known(gone), Status.ORPHANED);
                inChain.remove(gone);
            }
        }
        for (Hash256 there : now) {
            if (inChain.put(there, true) == null) {
                tell(known(there), Status.IN_CHAIN);
            }
        }
        tip = newTip;
        for (int i = 0; i < now.size() - MATURITY; i++) {
            bury(known(now.get(i)));
        }
    }

    private Block known(Hash256 hash) {
        return java.util.Objects.requireNonNull(blocks.get(hash));
    }

    private void bury(Block block) {
        tell(block, Status.MATURE);
        mature.add(block);
        if (block.finder.isEmpty()) {
            return;
        }
        BlockExplanation why = rig.books.explain(block.hash).orElseThrow();
        why.owed()
                .forEach((account, amount) -> earned.merge(rig.books.accounts().name(account), amount, Long::sum));
        why.direct()
                .forEach((account, amount) -> earned.merge(rig.books.accounts().name(account), amount, Long::sum));
        poolReceived += block.plan.value;
        for (Payment payment : block.plan.payments) {
            received.merge(payment.address(), payment.amount(), Long::sum);
            poolReceived -= payment.amount();
            carried += payment.carried();
        }
        for (int account = 0; account < rig.books.accounts().size(); account++) {
            greatestAdvance = Math.max(greatestAdvance, rig.books.carries().advance(account));
        }
    }

    private void tell(Block block, Status status) {
        if (!block.finder.isEmpty()) {
            rig.block(status, block.hash, block.finder, block.plan.value, block.split);
        }
    }

    private record Plan(long value, List<Payment> payments) {}

    private record Job(long split, Hash256 previous, Plan plan) {}

    private record Block(Hash256 hash, Hash256 previous, String finder, long split, Plan plan) {}
}
