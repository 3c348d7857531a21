package io.otedama.bench.attack;

/** Opens connections and closes them at once, as fast as it may. */
final class ConnectFlood implements Attack {
    private static final long STAY_MILLIS = 20;

    @Override
    public String name() {
        return "connect-flood";
    }

    @Override
    public String description() {
        return "connections that are opened and closed at once";
    }

    @Override
    public Attacker newAttacker(AttackWire wire) {
        return new Attacker() {
            @Override
            public void onTurn() {
                if (wire.millis() >= STAY_MILLIS) {
                    wire.leave();
                }
            }
        };
    }
}
