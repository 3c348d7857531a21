package io.otedama.bench.attack;

import io.otedama.bench.miner.MinerJob;

/** Shares of the right form that nobody looked for: nearly all miss the target. */
final class ShareFlood implements Attack {
    private final Origin origin;

    /**
     * @param origin of the flood; from the honest miners' addresses it is one of their neighbours that floods
     */
    ShareFlood(Origin origin) {
        this.origin = origin;
    }

    @Override
    public String name() {
        return origin == Origin.HONEST_ADDRESS ? "bad-neighbour" : "share-flood";
    }

    @Override
    public String description() {
        return origin == Origin.HONEST_ADDRESS
                ? "shares that miss the target, from the addresses of the honest miners"
                : "shares of the right form that miss the target, from authorized workers";
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public Attacker newAttacker(AttackWire wire) {
        return new Flooder(wire);
    }

    private static final class Flooder extends MinerAttacker {
        Flooder(AttackWire wire) {
            super(wire);
        }

        @Override
        void submit(MinerJob current) {
            byte[] extranonce2 = new byte[current.extranonceBytes()];
            for (int i = 0; i < extranonce2.length; i++) {
                extranonce2[i] = (byte) wire.random().nextInt();
            }
            miner.submit(extranonce2, wire.random().nextInt());
        }
    }
}
