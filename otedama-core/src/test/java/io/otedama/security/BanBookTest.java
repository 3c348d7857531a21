package io.otedama.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BanBookTest {
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final Source SOURCE = new Source(false, 0xcb007107L);

    private static BanBook book(int max) {
        return new BanBook(GuardConfig.builder().maxBans(max).build());
    }

    @Test
    void eachBanLastsTwiceAsLongUpToTheLongest() {
        BanBook book = book(16);
        long now = 0;
        long[] minutes = new long[11];
        for (int i = 0; i < minutes.length; i++) {
            BanRecord ban = book.punish(SOURCE, null, "test", now);
            minutes[i] = (ban.untilMillis() - now) / MINUTE;
            assertThat(ban.times()).isEqualTo(i + 1);
            now = ban.untilMillis();
        }
        assertThat(minutes).containsExactly(5, 10, 20, 40, 80, 160, 320, 640, 1_280, 1_440, 1_440);
    }

    @Test
    void aBanIsInForceUntilItsLastMillisecond() {
        BanBook book = book(16);
        BanRecord ban = book.punish(SOURCE, null, "test", 1_000);
        byte[] bytes = ban.network().firstAddress();
        assertThat(book.of(bytes, SOURCE, ban.untilMillis() - 1)).isEqualTo(ban);
        assertThat(book.of(bytes, SOURCE, ban.untilMillis())).isNull();
        assertThat(book.of(SOURCE, "alice", 1_000)).isNull();
    }

    @Test
    void bansAreForgottenOneADay() {
        BanBook book = book(16);
        BanRecord first = book.punish(SOURCE, null, "test", 0);
        BanRecord second = book.punish(SOURCE, null, "test", first.untilMillis());
        BanRecord afterADay = book.punish(SOURCE, null, "test", second.untilMillis() + DAY);
        assertThat(afterADay.times()).isEqualTo(2);
        BanRecord afterAWeek = book.punish(SOURCE, null, "test", afterADay.untilMillis() + 7 * DAY);
        assertThat(afterAWeek.times()).isEqualTo(1);
    }

    @Test
    void asLongAsOneIsInForceThereIsNoSecond() {
        BanBook book = book(16);
        BanRecord first = book.punish(SOURCE, null, "one", 0);
        assertThat(book.punish(SOURCE, null, "two", 1)).isSameAs(first);
    }

    @Test
    void aFullBookForgetsWhatEndsFirst() {
        BanBook book = book(32);
        for (int i = 0; i < 32; i++) {
            book.punish(new Source(false, i), null, "test", i);
        }
        assertThat(book.all()).hasSize(32);
        book.punish(new Source(false, 99), null, "test", 40);
        assertThat(book.all()).hasSize(31);
        assertThat(book.find("0.0.0.0")).isNull();
        assertThat(book.find("0.0.0.2")).isNotNull();
        assertThat(book.find("0.0.0.99")).isNotNull();
    }

    @Test
    void networksAreBounded() {
        BanBook book = book(16);
        for (int i = 0; i < GuardConfig.MAX_NETWORKS; i++) {
            book.decree(network(i), Duration.ofHours(1), "test", 0);
        }
        assertThatThrownBy(() -> book.decree(network(2_000), Duration.ofHours(1), "test", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000 networks");
        book.decree(network(5), Duration.ofHours(2), "again", 0);
        book.decree(network(2_000), Duration.ofHours(1), "room", 3_600_001);
        assertThat(book.all()).hasSize(2);
    }

    private static AddressRange network(int i) {
        return AddressRange.parse("10." + (i >> 8) + "." + (i & 255) + ".0/24");
    }
}
