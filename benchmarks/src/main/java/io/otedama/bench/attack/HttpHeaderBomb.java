package io.otedama.bench.attack;

/** Headers that are too many, too long, or never end. */
final class HttpHeaderBomb implements Attack {
    private static final int LONG = 12_000;
    private static final String PADDING = "a".repeat(LONG);

    @Override
    public String name() {
        return "http-header-bombs";
    }

    @Override
    public String description() {
        return "headers without number, of any length, request lines without end";
    }

    @Override
    public Door door() {
        return Door.HTTP;
    }

    @Override
    public Attacker newAttacker(AttackWire wire) {
        return new Bomber(wire);
    }

    private static final class Bomber implements Attacker {
        private final AttackWire wire;
        private int pieces;

        Bomber(AttackWire wire) {
            this.wire = wire;
        }

        @Override
        public void onTurn() {
            if (wire.send(next())) {
                pieces++;
            }
        }

        private String next() {
            if (pieces == 0) {
                return wire.number % 3 == 0 ? "GET /" : "GET / HTTP/1.1\r\nHost: pool\r\n";
            }
            return switch (wire.number % 3) {
                case 0 -> PADDING;
                case 1 -> "X-" + pieces + ": " + PADDING + "\r\n";
                default -> "X: a\r\n".repeat(1_000);
            };
        }
    }
}
