package io.otedama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.event.PoolEvent;
import io.otedama.security.AddressRange;
import io.otedama.security.Guard;
import io.otedama.security.GuardConfig;
import io.otedama.security.GuardVerdict;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.InMemoryGuardStore;
import io.otedama.spi.PoolControl;
import io.otedama.spi.PoolControl.Ban;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeNode;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The operator's bans reach the front ends, the listeners and the store. */
class PoolGuardTest {
    private final InMemoryGuardStore store = new InMemoryGuardStore();
    private final List<PoolEvent> events = new CopyOnWriteArrayList<>();

    private Pool pool(FakeFrontEnd frontEnd) {
        return Pool.builder()
                .node(new FakeNode(FakeNode.HARD_BITS))
                .payoutAddress("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9")
                .frontEnd(frontEnd)
                .guard(GuardConfig.builder()
                        .exempt(List.of(AddressRange.parse("192.0.2.0/24")))
                        .build())
                .guardStore(store)
                .listener(event -> {
                    if (event instanceof PoolEvent.Banned || event instanceof PoolEvent.BanLifted) {
                        events.add(event);
                    }
                })
                .build();
    }

    @Test
    void anOperatorsBanIsOneForAllEdgesAndOutlivesThePool() throws Exception {
        InetAddress stranger = InetAddress.getByName("203.0.113.9");
        FakeFrontEnd first = new FakeFrontEnd();
        Ban ban;
        try (Pool pool = pool(first)) {
            assertThat(pool.guard()).isEmpty();
            pool.start();
            PoolControl control = pool.control().orElseThrow();
            Guard edge = first.ingress().guard();
            assertThat(pool.guard()).containsSame(edge);
            assertThat(edge.admit(stranger)).isEqualTo(GuardVerdict.ADMITTED);
            ban = control.ban("203.0.113.0/24", Duration.ofHours(1), "test");
            assertThat(edge.admit(stranger)).isEqualTo(GuardVerdict.BANNED);
            assertThat(control.bans()).containsExactly(ban);
            assertThat(control.standing("203.0.113.9").orElseThrow().ban()).isEqualTo(ban);
            assertThatThrownBy(() -> control.ban("192.0.2.7", Duration.ofHours(1), "test"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("exempt");
            assertThat(pool.snapshot().health())
                    .filteredOn(part -> part.component().equals("guard store"))
                    .singleElement()
                    .extracting(ComponentHealth::status)
                    .isEqualTo(ComponentHealth.Status.UP);
        }
        store.reopen();
        FakeFrontEnd second = new FakeFrontEnd();
        try (Pool pool = pool(second)) {
            pool.start();
            PoolControl control = pool.control().orElseThrow();
            assertThat(control.bans()).containsExactly(ban);
            assertThat(second.ingress().guard().admit(stranger)).isEqualTo(GuardVerdict.BANNED);
            assertThat(control.unban("203.0.113.0/24")).isTrue();
            assertThat(second.ingress().guard().admit(stranger)).isEqualTo(GuardVerdict.ADMITTED);
        }
        assertThat(events).extracting(event -> event.getClass().getSimpleName()).containsExactly("Banned", "BanLifted");
    }
}
