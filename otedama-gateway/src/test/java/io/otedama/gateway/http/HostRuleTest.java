package io.otedama.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostRuleTest {
    private static final List<String> ORIGINS = List.of("https://Pool.example:8443");

    private final HostRule local = new HostRule(InetAddress.getLoopbackAddress(), ORIGINS);

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "::1",
                "[::1]",
                "localhost",
                "LOCALHOST",
                "a.localhost",
                "pool",
                "POOL.example"
            })
    void namesThatNobodyElseCanHaveAreGood(String host) {
        assertThat(local.allows(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1.evil.example",
                "pool.example.evil.example",
                "1.2.3.4x",
                "evil.example."
            })
    void aSiteWhoseNamePointsHereIsRefused(String host) {
        assertThat(local.allows(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1"})
    void whatIsOpenToTheNetworkGoesByAnyName(String listen) throws Exception {
        assertThat(new HostRule(InetAddress.getByName(listen), List.of()).allows("stats.example"))
                .isTrue();
    }
}
