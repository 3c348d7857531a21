package io.otedama.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.spi.PoolClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.255.255,true",
        "10.0.0.0/8,11.0.0.0,false",
        "192.168.4.0/22,192.168.7.255,true",
        "192.168.4.0/22,192.168.8.0,false",
        "127.0.0.1/32,127.0.0.2,false",
        "127.0.0.1,127.0.0.1,true",
        "0.0.0.0/0,8.8.8.8,true",
        "0.0.0.0/0,::1,false",
        "::1/128,::1,true",
        "2001:db8::/33,2001:db8:7fff::1,true",
        "2001:db8::/33,2001:db8:8000::1,false"
    })
    void contains(String network, String address, boolean expected) throws UnknownHostException {
        assertThat(AddressRange.parse(network).contains(InetAddress.getByName(address)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::1/129", "10.0.0.0.0/8"})
    void nonsenseIsRefused(String network) {
        assertThatThrownBy(() -> AddressRange.parse(network)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFloodOfLogLinesIsCut() {
        long[] now = {0};
        LogLimiter limiter = new LogLimiter(new PoolClock() {
            @Override
            public long nanoTime() {
                return now[0];
            }

            @Override
            public long epochMillis() {
                return 0;
            }
        });
        for (int i = 0; i < LogLimiter.MAX_LINES; i++) {
            assertThat(limiter.tryLog()).isTrue();
        }
        assertThat(limiter.tryLog()).as("one past").isFalse();
        now[0] = LogLimiter.PERIOD_NS + 1;
        assertThat(limiter.tryLog()).isTrue();
        assertThat(LogLimiter.clean("a\nb\u001b" + "c".repeat(100))).isEqualTo("a?b?" + "c".repeat(28));
    }
}
