package io.otedama.bench.attack;

import io.otedama.bench.miner.MinerJob;

/** One good share, again and again. */
final class DuplicateStorm implements Attack {
    @Override
    public String name() {
        return "duplicate-storm";
    }

    @Override
    public String description() {
        return "a good share of each worker, sent again and again";
    }

    @Override
    public Attacker newAttacker(AttackWire wire) {
        return new Repeater(wire);
    }

    private static final class Repeater extends MinerAttacker {
        Repeater(AttackWire wire) {
            super(wire);
        }

        @Override
        void onJob(MinerJob current) {
            source().nextGood(current);
        }

        @Override
        void submit(MinerJob current) {
            miner.submit(source().extranonce2(), source().nonce());
        }
    }
}
