package io.otedama.bench.attack;

/** As many connections from one address as there are seats, which say nothing. */
final class ConnectionHoard implements Attack {
    @Override
    public String name() {
        return "connection-hoard";
    }

    @Override
    public String description() {
        return "connections from one address that are kept and say nothing";
    }

    @Override
    public Origin origin() {
        return Origin.ONE_ADDRESS;
    }

    @Override
    public Attacker newAttacker(AttackWire wire) {
        return new Attacker() {};
    }
}
