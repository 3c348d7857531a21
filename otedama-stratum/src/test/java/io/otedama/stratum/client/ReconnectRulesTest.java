package io.otedama.stratum.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.ConfigurationException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconnectRulesTest {
    private static final InetSocketAddress HERE = InetSocketAddress.createUnresolved("eu.pool.example.org", 3333);

    @Test
    void delaysDoubleUpToTheLimitAndStartAgain() {
        ReconnectPolicy policy = ReconnectPolicy.exponential(Duration.ofMillis(100), Duration.ofSeconds(1))
                .withJitterPercent(0)
                .withMaxAttempts(6);
        Backoff backoff = new Backoff(policy);
        assertThat(delays(backoff, 7)).containsExactly(100, 200, 400, 800, 1000, 1000, -1);
        backoff.reset();
        assertThat(delays(backoff, 1)).containsExactly(100);
    }

    @Test
    void jitterIsBoundedAndRepeatable() {
        ReconnectPolicy policy = ReconnectPolicy.exponential(Duration.ofMillis(1000), Duration.ofDays(1))
                .withSeed(42);
        long[] delays = delays(new Backoff(policy), 200);
        assertThat(delays(new Backoff(policy), 200)).isEqualTo(delays);
        assertThat(delays(new Backoff(policy.withSeed(43)), 200)).isNotEqualTo(delays);
        assertThat(delays[0]).isBetween(500L, 1000L);
        assertThat(LongStream.of(delays)).allMatch(delay -> delay >= 500 && delay <= 86_400_000);
        assertThat(new Backoff(ReconnectPolicy.OFF).nextDelayMs()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "[] | eu.pool.example.org:3333 | 0",
                "- | eu.pool.example.org:3333 | 0",
                "[\"us.pool.example.org\",4444,5] | us.pool.example.org:4444 | 5000",
                "[\"pool.example.org\",\"443\",\"1\"] | pool.example.org:443 | 1000",
                "[\"EU.pool.example.org\"] | EU.pool.example.org:3333 | 0",
                "[\"evil.org\",4444,1] | eu.pool.example.org:4444 | 1000",
                "[\"xpool.example.org\",4444] | eu.pool.example.org:4444 | 0",
                "[\"127.0.0.1\",4444] | eu.pool.example.org:4444 | 0",
                "[\"\",0,999999999] | eu.pool.example.org:3333 | 300000",
                "[\"us.pool.example.org\",65536,-4] | us.pool.example.org:3333 | 0"
            })
    void redirectsStayInTheDomain(String params, String address, long waitMs) {
        Redirect redirect = Redirect.read(Vectors.json(params == null ? "null" : params), HERE);
        assertThat(redirect.address().getHostString() + ":" + redirect.address().getPort())
                .isEqualTo(address);
        assertThat(redirect.waitMs()).isEqualTo(waitMs);
    }

    @Test
    void aTopLevelDomainIsNoOwner() {
        assertThat(Redirect.sameOwner("b.com", "a.com")).isFalse();
        assertThat(Redirect.sameOwner("localhost", "localhost")).isTrue();
        assertThat(Redirect.sameOwner("10.0.0.1", "10.0.0.2")).isFalse();
    }

    @Test
    void everyMistakeIsListedAndNothingStarts() {
        StratumClientBuilder builder = StratumClient.builder().maxLineBytes(1).maxOutstanding(100);
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .extracting("key")
                                .containsExactly("server", "user length", "maxLineBytes", "maxOutstanding"));
        assertThatThrownBy(() -> new ReconnectPolicy(Duration.ofMillis(2), Duration.ofMillis(1), 0, 0, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClientTimeouts.DEFAULT.withIdle(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long[] delays(Backoff backoff, int count) {
        return LongStream.generate(backoff::nextDelayMs).limit(count).toArray();
    }
}
