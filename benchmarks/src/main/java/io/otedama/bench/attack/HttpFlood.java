package io.otedama.bench.attack;

import java.util.List;

/** Requests one after the other, without waiting for what they bring. */
final class HttpFlood implements Attack {
    private static final int PER_TURN = 4;
    private static final List<String> PATHS = List.of(
            "/",
            "/api/v1/pool",
            "/api/v1/workers?limit=500",
            "/metrics",
            "/health/ready",
            "/api/v1/admin/keys",
            "/../../etc/passwd",
            "/api/v1/hashrate");

    @Override
    public String name() {
        return "http-flood";
    }

    @Override
    public String description() {
        return "requests of every page, some with guessed keys, as fast as they go";
    }

    @Override
    public Door door() {
        return Door.HTTP;
    }

    @Override
    public Attacker newAttacker(AttackWire wire) {
        return new Attacker() {
            @Override
            public void onTurn() {
                int sent = 0;
                while (sent < PER_TURN && wire.send(request(wire))) {
                    sent++;
                }
            }
        };
    }

    private static String request(AttackWire wire) {
        return "GET " + PATHS.get(wire.random().nextInt(PATHS.size()))
                + " HTTP/1.1\r\nHost: pool\r\nAuthorization: Bearer otk_"
                + Long.toHexString(wire.random().nextLong()) + "\r\n\r\n";
    }
}
