package io.otedama.security;

import static io.otedama.security.GuardedNetwork.ip;
import static io.otedama.security.GuardedNetwork.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuardLimitsTest {
    private static final InetAddress HERE = ip("203.0.113.7");
    private static final InetAddress NEIGHBOUR = ip("203.0.113.8");
    private static final InetAddress FAR = ip("198.51.100.1");

    @ParameterizedTest
    @EnumSource(
            value = GuardedAction.class,
            names = {"CONNECT", "HANDSHAKE", "REQUEST", "CHANNEL"})
    void anAddressDoesAsMuchAsItMayAndNotOneMore(GuardedAction action) {
        GuardedNetwork net = new GuardedNetwork(config -> config.address(action, new RateLimit(3, 2)));
        for (int i = 0; i < 3; i++) {
            assertThat(does(net, action, HERE)).isTrue();
        }
        assertThat(does(net, action, HERE)).isFalse();
        assertThat(does(net, action, NEIGHBOUR)).isTrue();
        net.pass(Duration.ofNanos(499_999_999));
        assertThat(does(net, action, HERE)).isFalse();
        net.pass(Duration.ofNanos(1));
        assertThat(does(net, action, HERE)).isTrue();
        assertThat(does(net, action, HERE)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = GuardedAction.class,
            names = {"CONNECT", "HANDSHAKE", "REQUEST", "CHANNEL"})
    void theAddressesOfASubnetShareALimit(GuardedAction action) {
        GuardedNetwork net = new GuardedNetwork(config -> config.subnet(action, new RateLimit(2, 1)));
        assertThat(does(net, action, HERE)).isTrue();
        assertThat(does(net, action, NEIGHBOUR)).isTrue();
        assertThat(does(net, action, ip("203.0.113.9"))).isFalse();
        assertThat(does(net, action, FAR)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = GuardedAction.class,
            names = {"CONNECT", "HANDSHAKE", "REQUEST", "CHANNEL"})
    void everybodySharesALimit(GuardedAction action) {
        GuardedNetwork net = new GuardedNetwork(config -> config.global(action, new RateLimit(5, 1)));
        for (int i = 0; i < 5; i++) {
            assertThat(does(net, action, numbered(i << 8))).isTrue();
        }
        assertThat(does(net, action, FAR)).isFalse();
    }

    private static boolean does(GuardedNetwork net, GuardedAction action, InetAddress from) {
        return switch (action) {
            case CONNECT -> net.guard.admit(from) == GuardVerdict.ADMITTED;
            case HANDSHAKE -> net.guard.admitHandshake(from);
            case CHANNEL -> net.guard.admitChannel(from);
            default -> net.guard.admitRequest(from);
        };
    }

    @Test
    void whoIsRefusedIsToldWhichLimitItMetAndCounted() {
        GuardedNetwork net = new GuardedNetwork(config -> config.address(GuardedAction.CONNECT, new RateLimit(2, 1))
                .subnet(GuardedAction.CONNECT, new RateLimit(3, 1))
                .global(GuardedAction.CONNECT, new RateLimit(4, 1))
                .deny(List.of(AddressRange.parse("192.0.2.0/24"))));
        net.guard.admit(HERE);
        net.guard.admit(HERE);
        assertThat(net.guard.admit(HERE)).isEqualTo(GuardVerdict.TOO_FAST_ADDRESS);
        net.guard.admit(NEIGHBOUR);
        assertThat(net.guard.admit(NEIGHBOUR)).isEqualTo(GuardVerdict.TOO_FAST_SUBNET);
        net.guard.admit(FAR);
        assertThat(net.guard.admit(FAR)).isEqualTo(GuardVerdict.TOO_FAST_GLOBAL);
        assertThat(net.guard.admit(ip("192.0.2.200"))).isEqualTo(GuardVerdict.DENIED);
        for (String reason : List.of("too_fast_address", "too_fast_subnet", "too_fast_global", "denied")) {
            assertThat(net.count("guard.refused." + reason)).as(reason).isEqualTo(1);
        }
    }

    @Test
    void anIpv6SubscriberIsOneAddressAndASiteOneSubnet() {
        GuardedNetwork net = new GuardedNetwork(config -> config.address(GuardedAction.CONNECT, new RateLimit(1, 1))
                .subnet(GuardedAction.CONNECT, new RateLimit(2, 1)));
        assertThat(net.guard.admit(ip("2001:db8:1:1::1"))).isEqualTo(GuardVerdict.ADMITTED);
        assertThat(net.guard.admit(ip("2001:db8:1:1::2"))).isEqualTo(GuardVerdict.TOO_FAST_ADDRESS);
        assertThat(net.guard.admit(ip("2001:db8:1:2::1"))).isEqualTo(GuardVerdict.ADMITTED);
        assertThat(net.guard.admit(ip("2001:db8:1:3::1"))).isEqualTo(GuardVerdict.TOO_FAST_SUBNET);
        assertThat(net.guard.admit(ip("2001:db8:2:1::1"))).isEqualTo(GuardVerdict.ADMITTED);
    }

    @Test
    void allowedNetworksPassTheDenyListAndAreNeverBanned() {
        GuardedNetwork net = new GuardedNetwork(config -> config.deny(List.of(AddressRange.parse("0.0.0.0/0")))
                .allow(List.of(AddressRange.parse("203.0.113.0/24"))));
        assertThat(net.guard.admit(FAR)).isEqualTo(GuardVerdict.DENIED);
        for (int i = 0; i < 1_000; i++) {
            assertThat(net.guard.onMisbehaviour(HERE, null, Misbehaviour.OVERSIZED))
                    .isNotEqualTo(GuardStep.BAN);
        }
        assertThat(net.guard.admit(HERE)).isEqualTo(GuardVerdict.ADMITTED);
    }

    @Test
    void sharesBeyondTheRateAreReadLaterAndNeverRefused() {
        GuardedNetwork net = new GuardedNetwork(config -> config.workerShares(new RateLimit(128, 64)));
        GuardedConnection connection = net.guard.open(HERE);
        GuardedWorker worker = connection.worker("fast");
        long now = net.clock.nanoTime();
        for (int i = 0; i < 128; i++) {
            worker.onShare(now);
        }
        assertThat(connection.waitNs(now)).isZero();
        for (int i = 0; i < GuardedConnection.BATCH_SHARES; i++) {
            worker.onShare(now);
        }
        assertThat(connection.waitNs(now)).isEqualTo(1_000_000_000L);
        assertThat(connection.waitNs(now + 999_999_999L)).isEqualTo(1);
        assertThat(connection.waitNs(now + 1_000_000_000L)).isZero();
    }

    @Test
    void bytesOfAllConnectionsOfAnAddressCountTogether() {
        GuardedNetwork net = new GuardedNetwork(
                config -> config.address(GuardedAction.BYTE, new RateLimit(2 * GuardedConnection.BATCH_BYTES, 65_536)));
        GuardedConnection[] connections = {net.guard.open(HERE), net.guard.open(HERE), net.guard.open(HERE)};
        long now = net.clock.nanoTime();
        long[] waits = new long[3];
        for (int i = 0; i < 3; i++) {
            connections[i].onBytes(GuardedConnection.BATCH_BYTES);
            waits[i] = connections[i].waitNs(now);
        }
        assertThat(waits).containsExactly(0, 0, 1_000_000_000L);
        GuardedConnection far = net.guard.open(FAR);
        far.onBytes(GuardedConnection.BATCH_BYTES);
        assertThat(far.waitNs(now)).isZero();
    }

    @Test
    void nobodyWaitsLongerThanTheLargestDebt() {
        GuardedNetwork net = new GuardedNetwork(config -> config.address(GuardedAction.BYTE, new RateLimit(1, 1)));
        GuardedConnection connection = net.guard.open(HERE);
        connection.onBytes(1_000_000_000);
        assertThat(connection.waitNs(0)).isEqualTo(RateLimit.MAX_DEBT_NS);
    }

    @Test
    void exemptConnectionsAreNotCounted() {
        GuardedNetwork net = new GuardedNetwork(config -> config.exempt(List.of(AddressRange.parse("203.0.113.7")))
                .address(GuardedAction.BYTE, new RateLimit(1, 1))
                .address(GuardedAction.CONNECT, new RateLimit(1, 1)));
        for (int i = 0; i < 10; i++) {
            assertThat(net.guard.admit(HERE)).isEqualTo(GuardVerdict.ADMITTED);
        }
        GuardedConnection connection = net.guard.open(HERE);
        connection.onBytes(1 << 20);
        assertThat(connection.waitNs(0)).isZero();
        assertThat(connection.worker("any").onMisbehaviour(Misbehaviour.DUPLICATE_SHARE))
                .isEqualTo(GuardStep.NONE);
        connection.close(0);
        assertThat(net.guard.remembered()).isZero();
    }
}
