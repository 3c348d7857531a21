package io.otedama.payout;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random course of things that can be had again, also at another scale of all work. */
final class SchemeHistory {
    private static final int MINERS = 12;
    private static final int[] NETWORK_WORK = {700, 900, 1000, 1300, 1900};

    private final List<Step> steps = new ArrayList<>();

    private SchemeHistory() {}

    /** Begins with the terms of a first job; a block comes right after its share. */
    static SchemeHistory random(Random random, int length) {
        SchemeHistory history = new SchemeHistory();
        history.steps.add(new Step(Kind.TERMS, 0, 1000));
        while (history.steps.size() < length) {
            int dice = random.nextInt(100);
            int miner = random.nextInt(MINERS);
            if (dice < 2) {
                history.steps.add(new Step(Kind.TERMS, 0, NETWORK_WORK[random.nextInt(NETWORK_WORK.length)]));
            } else {
                history.steps.add(new Step(Kind.SHARE, miner, 1 + random.nextInt(60)));
                if (dice < 6) {
                    history.steps.add(new Step(Kind.BLOCK, miner, 0));
                }
            }
        }
        return history;
    }

    int length() {
        return steps.size();
    }

    /** Plays the steps of a range and returns what its blocks weigh. */
    List<BlockWeights> play(SchemeBench bench, int from, int to, int scale) {
        List<BlockWeights> blocks = new ArrayList<>();
        for (Step step : steps.subList(from, to)) {
            switch (step.kind) {
                case TERMS -> bench.terms(NetworkBits.ofWork((long) step.work * scale), 312_500_000);
                case SHARE -> bench.share(step.miner, BigInteger.valueOf((long) step.work * scale));
                case BLOCK -> blocks.add(bench.block(step.miner));
            }
        }
        return blocks;
    }

    private enum Kind {
        TERMS,
        SHARE,
        BLOCK
    }

    private record Step(Kind kind, int miner, int work) {}
}
