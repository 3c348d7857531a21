package io.otedama.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.testkit.VirtualClock;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class FailureBrakeTest {
    private final VirtualClock clock = new VirtualClock(1_700_000_000);
    private final FailureBrake brake = new FailureBrake(clock, 3);

    private static InetAddress address(String text) throws Exception {
        return InetAddress.getByName(text);
    }

    @Test
    void whoGuessesWaitsAndOthersDoNot() throws Exception {
        InetAddress guesser = address("192.0.2.1");
        for (int i = 0; i < 3; i++) {
            assertThat(brake.waitSeconds(guesser)).isZero();
            brake.onRefused(guesser);
        }
        assertThat(brake.waitSeconds(guesser)).isEqualTo(30);
        assertThat(brake.waitSeconds(address("192.0.2.2"))).isZero();
        clock.advance(FailureBrake.FORGET);
        assertThat(brake.waitSeconds(guesser)).isZero();
        brake.onRefused(guesser);
        assertThat(brake.waitSeconds(guesser)).as("one is forgiven at a time").isPositive();
    }

    @Test
    void aNetworkOfIpv6IsOneGuesser() throws Exception {
        for (int i = 1; i <= 3; i++) {
            brake.onRefused(address("2001:db8::" + i));
        }
        assertThat(brake.waitSeconds(address("2001:db8::ffff"))).isPositive();
        assertThat(brake.waitSeconds(address("2001:db8:0:1::1"))).isZero();
    }

    @Test
    void theTableIsBoundedAndTheLongestUnseenLeaves() throws Exception {
        AddressTable<int[]> table = new AddressTable<>(2, () -> new int[1]);
        table.with(address("192.0.2.1"), count -> ++count[0]);
        table.with(address("192.0.2.2"), count -> ++count[0]);
        table.with(address("192.0.2.1"), count -> ++count[0]);
        table.with(address("192.0.2.3"), count -> ++count[0]);
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.<Integer>with(address("192.0.2.1"), count -> count[0])).isEqualTo(2);
        assertThat(table.<Integer>with(address("192.0.2.2"), count -> count[0])).isZero();
    }
}
