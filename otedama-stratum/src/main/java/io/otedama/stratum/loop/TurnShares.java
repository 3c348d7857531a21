package io.otedama.stratum.loop;

import io.otedama.session.IngressLane;
import java.util.function.Predicate;

/**
 * Passes on the shares of one turn of an event loop together, so that one flush to disk does for all; of a long turn some in
 * between. Event loop only.
 *
 * <pre>
 *   sockets: share share share ... -> lane (holds) -> end of the turn, or {@value #MAX_SHARES} shares -> the engine wakes
 * </pre>
 */
public final class TurnShares {
    /** Shares that wait for one another at most, before the engine hears of them. */
    static final int MAX_SHARES = 64;

    private final IngressLane lane;
    private final Predicate<Runnable> endOfTurn;
    private final Runnable end = this::end;
    private int shares;
    private boolean endIsComing;

    /**
     * @param endOfTurn runs a task on the loop when its sockets have been served; false when the loop takes none any more
     */
    TurnShares(IngressLane lane, Predicate<Runnable> endOfTurn) {
        this.lane = lane;
        this.endOfTurn = endOfTurn;
    }

    /** A share is about to be submitted. */
    public void next() {
        if (shares == 0) {
            lane.beginTurn();
            endIsComing = endIsComing || endOfTurn.test(end);
        }
        if (++shares == MAX_SHARES || !endIsComing) {
            shares = 0;
            lane.endTurn();
        }
    }

    private void end() {
        endIsComing = false;
        shares = 0;
        lane.endTurn();
    }
}
