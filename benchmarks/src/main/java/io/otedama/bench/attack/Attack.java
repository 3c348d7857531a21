package io.otedama.bench.attack;

/** One way to hurt a pool. Immutable. */
interface Attack {
    /** Where an attack connects. */
    enum Door {
        STRATUM,
        HTTP
    }

    /** Where its connections come from. */
    enum Origin {
        /** Each seat keeps an address of its own. */
        OWN_ADDRESS,
        /** All come from one address. */
        ONE_ADDRESS,
        /** Each connection has an address that none had before. */
        NEW_ADDRESS,
        /** The addresses of the honest miners: they share a router. */
        HONEST_ADDRESS
    }

    /** For the command line and the table. */
    String name();

    /** What is done, in a line. */
    String description();

    default Door door() {
        return Door.STRATUM;
    }

    default Origin origin() {
        return Origin.OWN_ADDRESS;
    }

    /** The kernel's buffer for what comes back, bytes; 0: its own choice. */
    default int receiveBufferBytes() {
        return 0;
    }

    /** What one connection does. Event loop only. */
    Attacker newAttacker(AttackWire wire);
}
