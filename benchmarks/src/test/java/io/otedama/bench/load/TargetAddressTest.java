package io.otedama.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetAddressTest {
    private final List<String> wrong = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:3333", "127.8.9.10:1", "localhost:3333", "[::1]:3333"})
    void thisMachineMayBeLoaded(String text) {
        assertThat(TargetAddress.parse(text, false, wrong).getPort()).isPositive();
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1:3333", "0.0.0.0:3333", "[2001:db8::1]:3333"})
    void anotherMachineMayNot(String text) {
        TargetAddress.parse(text, false, wrong);
        assertThat(wrong).singleElement().asString().contains("--i-own-this-server");
    }

    @Test
    void unlessTheUserVouchesForIt() {
        TargetAddress.parse("192.0.2.1:3333", true, wrong);
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1", ":3333", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:port"})
    void whatIsNoAddressIsSaid(String text) {
        TargetAddress.parse(text, false, wrong);
        assertThat(wrong).singleElement().asString().contains("HOST:PORT");
    }
}
