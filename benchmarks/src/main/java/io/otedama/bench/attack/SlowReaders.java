package io.otedama.bench.attack;

import io.otedama.bench.miner.MinerJob;

/** Miners that ask and never read what they are told. */
final class SlowReaders implements Attack {
    @Override
    public String name() {
        return "slow-readers";
    }

    @Override
    public String description() {
        return "workers that submit on and on and never read an answer";
    }

    @Override
    public Attacker newAttacker(AttackWire wire) {
        return new Deaf(wire);
    }

    private static final class Deaf extends MinerAttacker {
        Deaf(AttackWire wire) {
            super(wire);
        }

        @Override
        void onJob(MinerJob current) {
            wire.stopReading();
        }

        @Override
        void submit(MinerJob current) {
            miner.submitUnknownJob();
        }
    }
}
