package io.otedama.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 12: sizes and user agents are a table. */
class ClientClassTest {
    @ParameterizedTest
    @CsvSource({
        "NICEHASH, 500",
        "ANTMINER, 750",
        "ANTMINER_S21, 2250",
        "WHATSMINER, 6500",
        "STANDARD, 16000",
    })
    void rule12_eachClassHasItsSize(ClientClass clientClass, int bytes) {
        assertThat(clientClass.maxCoinbaseBytes()).isEqualTo(bytes);
        assertThat(ClientClass.all()).hasSize(5);
    }

    @Test
    void theOrderIsThatOfTheSizes() {
        assertThat(ClientClass.all())
                .containsExactly(ClientClass.values())
                .isSortedAccordingTo(Comparator.comparingInt(ClientClass::maxCoinbaseBytes));
    }

    @ParameterizedTest
    @CsvSource({
        "NiceHash/1.0.0, NICEHASH",
        "nicehash/2, NICEHASH",
        "Antminer S19j Pro/Thu Jan 01 00:00:00 UTC 1970, ANTMINER",
        "Antminer S21/Wed Oct 18 2023, ANTMINER_S21",
        "Antminer S21 Pro/Wed Oct 18 2023, ANTMINER",
        "Antminer S21, ANTMINER",
        "bmminer/2.0.0, ANTMINER",
        "cgminer/4.10.0, ANTMINER",
        "whatsminer/v1.0, WHATSMINER",
        "WhatsMiner/v1.1, WHATSMINER",
        "bosminer-plus-tuner 0.2.0, STANDARD",
        "bitaxe/BM1366/v2.4, STANDARD",
        "PowerPlay-BM/1.0, STANDARD",
        "xminer-1.2.6, STANDARD",
        "not NiceHash/1.0.0, STANDARD",
        "'', STANDARD",
    })
    void rule12_theUserAgentTellsTheClass(String userAgent, ClientClass clientClass) {
        assertThat(ClientClass.ofUserAgent(userAgent)).isEqualTo(clientClass);
    }
}
