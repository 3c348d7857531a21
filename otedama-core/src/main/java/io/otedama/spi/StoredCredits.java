package io.otedama.spi;

import io.otedama.chain.Hash256;
import java.util.List;

/**
 * How one block is shared out as things stand; none when it is not in the chain.
 *
 * @param credits one for each account, none of them zero
 */
public record StoredCredits(Hash256 block, List<Credit> credits) {
    public StoredCredits {
        credits = List.copyOf(credits);
    }

    /**
     * One account's part of a block, base units.
     *
     * @param owed what the pool owes for it; below zero for the pool's rounding account only
     * @param direct what the block's own coinbase pays
     */
    public record Credit(String account, long owed, long direct) {}
}
