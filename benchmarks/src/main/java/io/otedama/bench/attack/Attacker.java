package io.otedama.bench.attack;

import io.netty.buffer.ByteBuf;

/** One connection of an attack. Event loop only; its {@link AttackWire} came with its making. */
interface Attacker {
    /** The connection stands. */
    default void onOpen() {}

    /**
     * The server has sent something.
     *
     * @param bytes only for the duration of the call
     */
    default void onBytes(ByteBuf bytes) {}

    /** Every {@link AttackRun#TURN_MILLIS} while the connection stands. */
    default void onTurn() {}
}
