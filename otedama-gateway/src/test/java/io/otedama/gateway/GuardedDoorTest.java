package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.gateway.http.RequestLimit;
import io.otedama.gateway.view.PoolSource;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.security.Guard;
import io.otedama.security.GuardConfig;
import io.otedama.security.GuardedAction;
import io.otedama.security.RateLimit;
import io.otedama.testkit.VirtualClock;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule 21 at the gateway: bans and limits of the pool's guard hold here too. */
class GuardedDoorTest {
    private static final int BURST = 3;

    private final Guard guard = new Guard(
            GuardConfig.builder()
                    .exempt(List.of())
                    .address(GuardedAction.REQUEST, new RateLimit(BURST, 1))
                    .build(),
            new VirtualClock(1_800_000_000L),
            new InMemoryMetrics(),
            event -> {});

    private static GuardedDoor door(Optional<Guard> guard) {
        return new GuardedDoor((PoolSource) Proxy.newProxyInstance(
                GuardedDoorTest.class.getClassLoader(), new Class<?>[] {PoolSource.class}, (proxy, method, args) -> {
                    assertThat(method.getName()).isEqualTo("guard");
                    return guard;
                }));
    }

    private static InetAddress address() throws UnknownHostException {
        return InetAddress.getByName("203.0.113.7");
    }

    @Test
    void whoKeepsSendingWhatIsNoRequestIsBannedAndStaysOut() throws UnknownHostException {
        GuardedDoor door = door(Optional.of(guard));
        assertThat(door.admits(address())).isTrue();
        for (int i = 0; i < 20; i++) {
            door.abused(address());
        }
        assertThat(door.admits(address())).isFalse();
        assertThat(door.admits(InetAddress.getByName("203.0.113.8")))
                .as("a neighbour")
                .isTrue();
    }

    @Test
    void bothLimitsHold() throws UnknownHostException {
        RequestLimit free = door(Optional.of(guard)).with(address -> 0);
        for (int i = 0; i < BURST; i++) {
            assertThat(free.waitNs(address())).isZero();
        }
        assertThat(free.waitNs(address())).as("one past the guard's").isPositive();
        assertThat(door(Optional.of(guard)).with(address -> 7).waitNs(address()))
                .as("its own")
                .isEqualTo(7);
    }

    @Test
    void beforeThePoolHasStartedEverybodyMayAsk() throws UnknownHostException {
        GuardedDoor door = door(Optional.empty());
        door.abused(address());
        assertThat(door.admits(address())).isTrue();
        assertThat(door.with(address -> 0).waitNs(address())).isZero();
    }
}
