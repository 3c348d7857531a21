package io.otedama.security;

import static io.otedama.security.GuardedNetwork.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.event.PoolEvent;
import io.otedama.spi.PoolControl.Ban;
import io.otedama.spi.PoolControl.Standing;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees and does. */
class GuardTest {
    private static final InetAddress HERE = ip("203.0.113.7");

    private final GuardedNetwork net = new GuardedNetwork();
    private final Guard guard = net.guard;

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, 203.0.113.8",
        "203.0.113.77/24, 203.0.113.7, 203.0.114.7",
        "2001:db8::/32, 2001:db8:7::1, 2001:db9::1",
        "2001:db8:1:2::/64, 2001:db8:1:2::9, 2001:db8:1:3::9",
        "2001:db8::5/128, 2001:db8::5, 2001:db8::6"
    })
    void anOperatorBansANetworkAndEndsTheBan(String network, String inside, String outside) {
        Ban ban = guard.ban(network, Duration.ofHours(1), "because");
        assertThat(guard.admit(ip(inside))).isEqualTo(GuardVerdict.BANNED);
        assertThat(guard.admit(ip(outside))).isEqualTo(GuardVerdict.ADMITTED);
        assertThat(guard.bans(10)).containsExactly(ban);
        assertThat(guard.unban("198.51.100.0/24")).isFalse();
        assertThat(guard.unban(network)).isTrue();
        assertThat(guard.unban(network)).isFalse();
        assertThat(guard.admit(ip(inside))).isEqualTo(GuardVerdict.ADMITTED);
        assertThat(net.events)
                .containsExactly(
                        new PoolEvent.Banned(ban.sinceMillis(), ban.network(), ban.untilMillis(), "because"),
                        new PoolEvent.BanLifted(ban.sinceMillis(), ban.network()));
    }

    @Test
    void aBanEndsItsConnectionsWithinATick() {
        GuardedConnection inside = guard.open(HERE);
        GuardedConnection outside = guard.open(ip("198.51.100.1"));
        assertThat(inside.tick(0)).isFalse();
        guard.ban("203.0.113.0/24", Duration.ofHours(1), "");
        assertThat(inside.tick(0)).isTrue();
        assertThat(outside.tick(0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no network", "", "203.0.113.0/33", "192.0.2.1", "198.51.100.0/24", "198.51.100.7"})
    void whatCannotBeBannedIsRefused(String network) {
        GuardedNetwork other = new GuardedNetwork(config -> config.exempt(List.of(AddressRange.parse("192.0.2.0/24")))
                .allow(List.of(AddressRange.parse("198.51.100.0/24"))));
        assertThatThrownBy(() -> other.guard.ban(network, Duration.ofHours(1), ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(other.guard.bans(10)).isEmpty();
    }

    @Test
    void durationAndReasonHaveBounds() {
        String reason = "x".repeat(Guard.MAX_REASON_CHARS);
        guard.ban("203.0.113.7", Duration.ofDays(3_650), reason);
        assertThatThrownBy(() -> guard.ban("203.0.113.7", Duration.ofDays(3_651), ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> guard.ban("203.0.113.7", Duration.ZERO, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> guard.ban("203.0.113.7", Duration.ofDays(1), reason + "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWorkersBanIsEndedByItsName() {
        net.workerUntil(GuardStep.BAN, guard.open(HERE).worker("alice"), Misbehaviour.DUPLICATE_SHARE);
        assertThat(guard.unban("203.0.113.7")).isFalse();
        assertThat(guard.unban("203.0.113.7 alice")).isTrue();
        assertThat(guard.open(HERE).worker("alice")).isNotNull();
        assertThat(guard.standing("alice")).hasValueSatisfying(standing -> {
            assertThat(standing.step()).isEqualTo("NONE");
            assertThat(standing.ban()).isNull();
        });
    }

    @Test
    void aSecondBanLastsLongerAndOneThatWasLiftedIsForgotten() {
        net.strangerUntil(GuardStep.BAN, HERE, Misbehaviour.OVERSIZED);
        net.pass(Duration.ofMinutes(5));
        assertThat(guard.admit(HERE)).isEqualTo(GuardVerdict.ADMITTED);
        net.strangerUntil(GuardStep.BAN, HERE, Misbehaviour.OVERSIZED);
        net.pass(Duration.ofMinutes(5));
        assertThat(guard.admit(HERE)).isEqualTo(GuardVerdict.BANNED);
        assertThat(guard.bans(10).get(0).times()).isEqualTo(2);
        guard.unban("203.0.113.7");
        net.strangerUntil(GuardStep.BAN, HERE, Misbehaviour.OVERSIZED);
        assertThat(guard.bans(10).get(0).times()).isEqualTo(1);
    }

    @Test
    void standingExplainsAnAddressAWorkerAndBoth() {
        assertThat(guard.standing("203.0.113.7")).isEmpty();
        assertThat(guard.standing("alice")).isEmpty();
        guard.onMisbehaviour(HERE, null, Misbehaviour.FAILED_HANDSHAKE);
        guard.onMisbehaviour(HERE, null, Misbehaviour.FAILED_HANDSHAKE);
        net.workerUntil(GuardStep.WARN, guard.open(HERE).worker("alice"), Misbehaviour.DUPLICATE_SHARE);
        Standing address = guard.standing("203.0.113.7").orElseThrow();
        assertThat(address.score()).isEqualTo(-20);
        assertThat(address.step()).isEqualTo("WARN");
        assertThat(address.events())
                .extracting(event -> event.kind() + event.times())
                .containsExactly("FAILED_HANDSHAKE2");
        for (String subject : List.of("alice", "203.0.113.7 alice")) {
            Standing worker = guard.standing(subject).orElseThrow();
            assertThat(worker.subject()).isEqualTo(subject);
            assertThat(worker.score()).isEqualTo(-20);
            assertThat(worker.events())
                    .extracting(event -> event.kind() + event.times())
                    .containsExactly("DUPLICATE_SHARE10");
        }
        guard.ban("203.0.113.0/24", Duration.ofHours(1), "network");
        assertThat(guard.standing("203.0.113.7").orElseThrow().ban())
                .extracting(Ban::reason)
                .isEqualTo("network");
        assertThat(guard.standing("203.0.113.0/24").orElseThrow().step()).isEqualTo("BAN");
    }

    @Test
    void bansThatEndLastComeFirstAndTheListIsBounded() {
        for (int i = 1; i <= 5; i++) {
            guard.ban("203.0.113." + i, Duration.ofHours(i), "");
        }
        assertThat(guard.bans(2)).extracting(Ban::network).containsExactly("203.0.113.5", "203.0.113.4");
    }
}
