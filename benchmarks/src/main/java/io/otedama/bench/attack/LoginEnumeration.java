package io.otedama.bench.attack;

/** Tries one user name after the other. */
final class LoginEnumeration implements Attack {
    private static final int NAMES_PER_CONNECTION = 200;
    private static final int PER_TURN = 8;

    @Override
    public String name() {
        return "login-enumeration";
    }

    @Override
    public String description() {
        return "one user name after the other on each connection";
    }

    @Override
    public Attacker newAttacker(AttackWire wire) {
        return new Guesser(wire);
    }

    private static final class Guesser implements Attacker {
        private final AttackWire wire;
        private int names;

        Guesser(AttackWire wire) {
            this.wire = wire;
        }

        @Override
        public void onOpen() {
            wire.send(V1Lines.subscribe());
        }

        @Override
        public void onTurn() {
            for (int i = 0; i < PER_TURN && wire.send(V1Lines.authorize(2 + names, name())); i++) {
                names++;
            }
            if (names >= NAMES_PER_CONNECTION) {
                wire.leave();
            }
        }

        private String name() {
            return "user" + Long.toString(wire.random().nextLong(1L << 40), Character.MAX_RADIX) + "." + names;
        }
    }
}
