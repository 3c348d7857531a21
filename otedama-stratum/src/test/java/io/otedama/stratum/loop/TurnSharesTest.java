package io.otedama.stratum.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.session.IngressLane;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the engine hears of the shares of a turn. */
class TurnSharesTest {
    private final List<String> calls = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private final IngressLane lane = (IngressLane) Proxy.newProxyInstance(
            IngressLane.class.getClassLoader(), new Class<?>[] {IngressLane.class}, (proxy, method, arguments) -> {
                calls.add(method.getName());
                return null;
            });

    @Test
    void thoseOfOneTurnAreOneTurnOfTheLane() {
        TurnShares shares = new TurnShares(lane, tasks::add);
        shares.next();
        shares.next();
        assertThat(calls).containsExactly("beginTurn");
        assertThat(tasks).hasSize(1);
        tasks.remove(0).run();
        shares.next();
        assertThat(calls).containsExactly("beginTurn", "endTurn", "beginTurn");
    }

    @Test
    void aLongTurnPassesSomeOnInBetween() {
        TurnShares shares = new TurnShares(lane, tasks::add);
        for (int i = 0; i < TurnShares.MAX_SHARES; i++) {
            shares.next();
        }
        assertThat(calls).containsExactly("beginTurn", "endTurn");
        shares.next();
        assertThat(calls).endsWith("beginTurn");
        assertThat(tasks).hasSize(1);
    }

    @Test
    void aLoopThatTakesNoMoreTasksHoldsNothing() {
        TurnShares shares = new TurnShares(lane, task -> false);
        shares.next();
        shares.next();
        assertThat(calls).containsExactly("beginTurn", "endTurn", "beginTurn", "endTurn");
    }
}
