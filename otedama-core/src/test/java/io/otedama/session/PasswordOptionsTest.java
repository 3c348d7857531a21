package io.otedama.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.chain.SeededRandom;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 18: what miners write into the password. */
class PasswordOptionsTest {
    private static final PasswordOptions NOTHING = new PasswordOptions(null, null, null);

    @Test
    void rule18_fixedStartAndMinimumAreRead() {
        PasswordOptions o = PasswordOptions.parse("x,d=1024; sd = 16 ;md=0.5,c=BTC");
        assertThat(o.fixed()).isEqualTo(Difficulty.of(1024));
        assertThat(o.start()).isEqualTo(Difficulty.of(16));
        assertThat(o.minimum()).isEqualTo(Difficulty.of("0.5"));
        assertThat(PasswordOptions.parse("diff=3").fixed()).isEqualTo(Difficulty.of(3));
        assertThat(PasswordOptions.parse("d=1e3").fixed()).isEqualTo(Difficulty.of(1000));
        assertThat(PasswordOptions.parse("d=1e99").fixed()).isEqualTo(Difficulty.MAX);
        assertThat(PasswordOptions.parse("d=.000000000000000000000001").fixed()).isEqualTo(null);
        assertThat(PasswordOptions.parse("d=1e-99").fixed()).isEqualTo(Difficulty.MIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "d",
                "d=",
                "d= ",
                "=5",
                ",;,;",
                "d=abc",
                "d=-5",
                "d=0",
                "d=0.0",
                "d=NaN",
                "d=Infinity",
                "d=1e999",
                "d=1e999999999",
                "d=0x10",
                "d=1,",
                "d=.",
                "d=e5",
                "d=1_000",
                "d=1..2",
                "D=5",
                "d=\u0663",
                "md=sd=d",
                "d=9999999999999999999999999"
            })
    void rule20_nonsenseIsIgnored(String password) {
        PasswordOptions o = PasswordOptions.parse(password);
        if (password.equals("d=1,")) {
            assertThat(o.fixed()).isEqualTo(Difficulty.ONE);
        } else {
            assertThat(o).isEqualTo(NOTHING);
        }
    }

    @Test
    void rule20_nonsenseTakesNothingBack() {
        assertThat(PasswordOptions.parse("d=8,d=junk").fixed()).isEqualTo(Difficulty.of(8));
        assertThat(PasswordOptions.parse("d=8,diff=9").fixed()).isEqualTo(Difficulty.of(9));
    }

    @Test
    void rule20_noPasswordThrows() {
        SeededRandom random = SeededRandom.forTest(getClass());
        String alphabet = "dsm=,;0123456789.eE+-x \t\u0000\u00e9";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(30); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(PasswordOptions.parse(text.toString())).isNotNull();
            assertThat(PasswordOptions.parse(new String(random.bytes(40), StandardCharsets.UTF_8)))
                    .isNotNull();
        }
    }
}
