package io.otedama.bench.attack;

import io.netty.buffer.ByteBuf;
import java.util.SplittableRandom;

/** 64 bytes that any server must take for a Noise key and answer with curve arithmetic; then garbage. */
final class GarbageNoise implements Attack {
    private static final int ACT_BYTES = 64;
    private static final int GARBAGE_BYTES = 512;

    @Override
    public String name() {
        return "garbage-noise";
    }

    @Override
    public String description() {
        return "random Noise keys, garbage behind them or where frames should be";
    }

    /** Random, but nothing that looks like another protocol. */
    static byte[] firstAct(SplittableRandom random) {
        byte[] act = new byte[ACT_BYTES];
        random.nextBytes(act);
        act[0] |= (byte) 0x80;
        return act;
    }

    @Override
    public Attacker newAttacker(AttackWire wire) {
        return new Stranger(wire);
    }

    private static final class Stranger implements Attacker {
        private final AttackWire wire;
        private boolean greeted;

        Stranger(AttackWire wire) {
            this.wire = wire;
        }

        @Override
        public void onTurn() {
            if (!greeted && wire.send(firstAct(wire.random()))) {
                greeted = true;
                if (wire.number % 4 == 0) {
                    garbage(); // before the server has answered
                }
            }
        }

        @Override
        public void onBytes(ByteBuf bytes) {
            garbage();
        }

        private void garbage() {
            byte[] frame = new byte[GARBAGE_BYTES];
            wire.random().nextBytes(frame);
            wire.send(frame);
        }
    }
}
