package io.otedama.bench.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What keeps the harness from being a weapon. */
class AttackLimitsTest {
    @Test
    void whatIsBeyondALimitIsRefused() {
        assertThat(new AttackLimits(
                                AttackLimits.MAX_CONNECTIONS,
                                AttackLimits.MAX_CONNECTS_PER_SECOND,
                                AttackLimits.MAX_MESSAGES_PER_SECOND,
                                AttackLimits.MAX_BYTES_PER_SECOND)
                        .connections())
                .isEqualTo(AttackLimits.MAX_CONNECTIONS);
        assertThatThrownBy(() -> new AttackLimits(AttackLimits.MAX_CONNECTIONS + 1, 1, 1, 1))
                .hasMessageContaining("connections is 1 to 4096");
        assertThatThrownBy(() -> new AttackLimits(1, AttackLimits.MAX_CONNECTS_PER_SECOND + 1, 1, 1))
                .hasMessageContaining("connectsPerSecond");
        assertThatThrownBy(() -> new AttackLimits(1, 1, AttackLimits.MAX_MESSAGES_PER_SECOND + 1, 1))
                .hasMessageContaining("messagesPerSecond");
        assertThatThrownBy(() -> new AttackLimits(1, 1, 1, AttackLimits.MAX_BYTES_PER_SECOND + 1))
                .hasMessageContaining("bytesPerSecond");
        assertThatThrownBy(() -> new AttackLimits(0, 1, 1, 1)).hasMessageContaining("found 0");
    }

    @Test
    void onlyThisMachineIsAttacked() {
        InetSocketAddress here = new InetSocketAddress("127.0.0.1", 1);
        InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.1", 1);
        assertThat(new Victim(here, here, here, List.of()).stratum()).isEqualTo(here);
        assertThatThrownBy(() -> new Victim(elsewhere, null, null, List.of())).hasMessageContaining("no loopback");
        assertThatThrownBy(() -> new Victim(here, elsewhere, null, List.of())).hasMessageContaining("no loopback");
        assertThatThrownBy(() -> new Victim(here, null, elsewhere, List.of())).hasMessageContaining("no loopback");
        assertThatThrownBy(
                        () -> new Victim(InetSocketAddress.createUnresolved("pool.invalid", 1), null, null, List.of()))
                .hasMessageContaining("no loopback");
    }

    @Test
    void aBudgetIsNotOverdrawn() {
        AttackBudget budget = new AttackBudget(new AttackLimits(1, 50, 50, 16_384), System.nanoTime());
        assertThat(budget.maySend(AttackWire.MAX_MESSAGE_BYTES + 1)).isFalse();
        assertThat(budget.maySend(AttackWire.MAX_MESSAGE_BYTES)).isTrue();
        assertThat(budget.maySend(AttackWire.MAX_MESSAGE_BYTES))
                .as("a second later")
                .isFalse();
        assertThat(budget.mayConnect()).isTrue();
    }

    @Test
    void everybodyHasAnAddressOfItsOwn() {
        Set<Object> all = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(AttackAddresses.honest(i));
            all.add(AttackAddresses.attacker(0, i));
            all.add(AttackAddresses.attacker(1, i));
        }
        assertThat(all).hasSize(3_000);
        assertThat(AttackAddresses.attacker(190, 62_499).toString()).isEqualTo("/127.254.249.250:0");
    }
}
