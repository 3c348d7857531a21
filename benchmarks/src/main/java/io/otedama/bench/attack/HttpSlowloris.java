package io.otedama.bench.attack;

/** Requests whose headers never end, a line now and then; every second one has a body that never comes. */
final class HttpSlowloris implements Attack {
    private static final long LINE_EVERY_MILLIS = 1_000;
    private static final String EOL = "\r\n";
    private static final String HEAD = String.join(EOL, "GET /api/v1/pool HTTP/1.1", "Host: pool", "");
    private static final String HEAD_OF_POST =
            String.join(EOL, "POST /api/v1/admin/keys HTTP/1.1", "Host: pool", "Content-Length: 100000", "", "");

    @Override
    public String name() {
        return "http-slowloris";
    }

    @Override
    public String description() {
        return "requests whose headers or bodies never end";
    }

    @Override
    public Door door() {
        return Door.HTTP;
    }

    @Override
    public Attacker newAttacker(AttackWire wire) {
        return new Slow(wire);
    }

    private static final class Slow implements Attacker {
        private final AttackWire wire;
        private int lines;

        Slow(AttackWire wire) {
            this.wire = wire;
        }

        @Override
        public void onTurn() {
            if (wire.millis() >= lines * LINE_EVERY_MILLIS && wire.send(next())) {
                lines++;
            }
        }

        private String next() {
            if (lines > 0) {
                return wire.number % 2 == 0 ? "X-" + lines + ": a\r\n" : "a";
            }
            return wire.number % 2 == 0 ? HEAD : HEAD_OF_POST;
        }
    }
}
